using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace NocExpress.Sandbox.Api;

/// <summary>The last minutes of the limit, second by second.</summary>
internal sealed class RateHistory
{
    /// <summary>Five minutes to be shown, and the window of the first of their seconds.</summary>
    private const int Kept = 360;

    private readonly Lock _lock = new();
    private readonly Queue<RateSecond> _ended = new();
    private RateSecond _current;

    public void Add(bool admitted)
    {
        lock (_lock)
        {
            long second = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            if (second != _current.Second)
            {
                _ended.Enqueue(_current);
                while (_ended.TryPeek(out RateSecond oldest) && oldest.Second < second - Kept)
                {
                    _ended.Dequeue();
                }

                _current = new RateSecond(second, 0, 0);
            }

            _current = admitted ? _current with { Admitted = _current.Admitted + 1 } : _current with { Refused = _current.Refused + 1 };
        }
    }

    /// <summary>From a second on, in order, those in which there was any request.</summary>
    public RateSecond[] Since(long second)
    {
        lock (_lock)
        {
            return [.. _ended.Append(_current).Where(one => one.Second >= Math.Max(second, 1))];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _ended.Clear();
            _current = default;
        }
    }
}
