using System;

namespace NocExpress.Tests.Support;

/// <summary>
/// The leaky bucket of nginx's limit_req with nodelay: a request takes a place that empties at the rate, and where all places are taken it
/// is refused and
/// takes none. It counts in milliseconds and in thousandths of a request, as nginx does.
/// </summary>
internal sealed class NginxLimit(int perMinute, int burst, TimeProvider time)
{
    private readonly object _gate = new();
    private long _excess;
    private TimeSpan? _last;

    public int Refused { get; private set; }

    public bool Admits() => Admits(time.GetElapsedTime(0));

    public bool Admits(TimeSpan now)
    {
        lock (_gate)
        {
            long elapsed = _last is { } last ? (long)(now - last).TotalMilliseconds : long.MaxValue / 1_000_000;
            long excess = _last is null ? 0 : Math.Max(_excess - (perMinute * elapsed / 60) + 1000, 0);
            if (excess > burst * 1000)
            {
                Refused++;
                return false;
            }

            _excess = excess;
            _last = now;
            return true;
        }
    }
}
