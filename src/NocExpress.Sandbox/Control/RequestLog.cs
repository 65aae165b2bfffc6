using System;
using System.Collections.Generic;
using System.Threading;

namespace NocExpress.Sandbox.Control;

/// <summary>Everything received, in order.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private long _lastSequence;

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

    /// <summary>Forgets the requests and counts on, since stored tickets refer to the numbers.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _requests.Clear();
            _lastSequence = 0;
        }
    }
}
