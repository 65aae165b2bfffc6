using System;
using System.Threading;

namespace NocExpress.Client.Http;

/// <summary>
/// Ends an attempt that does not get on within the timeout. Each part of a request that went out begins it anew: a large upload over a slow
/// line is not an attempt that hangs. Of an answer a byte now and then does not: it must come at a pace.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>So many bytes of an answer that has no set end begin the time anew.</summary>
    public const int Pace = 4096;

    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimeSpan _left;
    private long _waitsSince;
    private int _arrived;
    private volatile bool _hasFired;

    public Watchdog(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        _timeout = _left = timeout;
        _time = time;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _waitsSince = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Fire(), null, timeout, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    public bool HasFired => _hasFired;

    /// <summary>How much of the time is left, while something is waited for.</summary>
    public TimeSpan Left => _left - _time.GetElapsedTime(_waitsSince) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>The attempt got on, and has the whole time again.</summary>
    public void Restart()
    {
        _left = _timeout;
        _arrived = 0;
        WaitForBytes();
    }

    /// <summary>Something is waited for, for what is left of the time.</summary>
    public void WaitForBytes()
    {
        _waitsSince = _time.GetTimestamp();
        _timer.Change(_left, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing is waited for: the pipeline has the word, and the time does not pass.</summary>
    public void Rest()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _left = Left;
    }

    /// <summary>Bytes came of an answer that may go on for as long as it comes at a pace.</summary>
    public void Arrived(int bytes)
    {
        _arrived += bytes;
        if (_arrived >= Pace)
        {
            Restart();
        }
    }

    /// <summary>Ends the attempt, which has come to nothing.</summary>
    public void Abort()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended in the same moment.
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Fire()
    {
        _hasFired = true;
        Abort();
    }
}
