using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace NocExpress.Sandbox.Control;

/// <summary>Everything received, in order.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private long _lastSequence;

    /// <summary>How often it has forgotten all.</summary>
    public int Generation { get; private set; }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _requests.Count;
            }
        }
    }

    public RecordedRequest Add(Func<long, RecordedRequest> record)
    {
        lock (_lock)
        {
            RecordedRequest request = record(++_lastSequence);
            _requests.Add(request);
            return request;
        }
    }

    public RecordedRequest[] All()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public RecordedRequest? Find(long sequence)
    {
        lock (_lock)
        {
            return _requests.ElementAtOrDefault(IndexOf(sequence));
        }
    }

    /// <summary>The newest first, of those with a smaller number than <paramref name="before"/>.</summary>
    public RecordedRequest[] Newest(int most, long before = long.MaxValue)
    {
        lock (_lock)
        {
            int end = Math.Clamp(IndexOf(before), 0, _requests.Count);
            RecordedRequest[] newest = [.. _requests.Take(Math.Max(0, end - most)..end)];
            Array.Reverse(newest);
            return newest;
        }
    }

    /// <summary>Forgets the requests and counts on, since stored tickets refer to the numbers.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            Generation++;
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            Clear();
            _lastSequence = 0;
        }
    }

    // The numbers of what is kept have no gap.
    private int IndexOf(long sequence) =>
        _requests is [RecordedRequest first, ..] ? (int)Math.Clamp(sequence - first.Sequence, -1, _requests.Count) : -1;
}
