using System;
using System.Threading;

namespace NocExpress.Client.Http;

/// <summary>
/// Ends an attempt in which nothing has moved for the length of the timeout. It is set while something is waited for, and moved on
/// whenever bytes went or came: a large upload over a slow line is not an attempt that hangs.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _timeout;
    private readonly ITimer _timer;
    private volatile bool _hasFired;

    public Watchdog(TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        _timeout = timeout;
        _source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _timer = time.CreateTimer(_ => Fire(), null, timeout, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    public bool HasFired => _hasFired;

    /// <summary>Something moved, or is waited for from now on.</summary>
    public void Restart() => _timer.Change(_timeout, Timeout.InfiniteTimeSpan);

    /// <summary>Nothing is waited for: the pipeline has the word.</summary>
    public void Rest() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Fire()
    {
        _hasFired = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended in the same moment.
        }
    }
}
