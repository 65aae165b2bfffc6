using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace NocExpress.Sandbox.Api;

/// <summary>The requests of the last 60 seconds.</summary>
internal sealed class RateWindow
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Queue<long> _admitted = new();

    public RateHistory History { get; } = new();

    /// <summary>Admits a request if fewer than <paramref name="limit"/> are in the window; otherwise tells how long to wait.</summary>
    public TimeSpan Enter(int limit)
    {
        TimeSpan wait = limit == 0 ? TimeSpan.Zero : Wait(limit);
        History.Add(admitted: wait == TimeSpan.Zero);
        return wait;
    }

    public void Clear()
    {
        lock (_lock)
        {
            _admitted.Clear();
        }

        History.Clear();
    }

    private TimeSpan Wait(int limit)
    {
        lock (_lock)
        {
            while (_admitted.TryPeek(out long oldest) && Stopwatch.GetElapsedTime(oldest) >= _length)
            {
                _admitted.Dequeue();
            }

            if (_admitted.Count >= limit)
            {
                return _length - Stopwatch.GetElapsedTime(_admitted.Peek());
            }

            _admitted.Enqueue(Stopwatch.GetTimestamp());
            return TimeSpan.Zero;
        }
    }
}
