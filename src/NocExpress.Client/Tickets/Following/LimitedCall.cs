using System;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Following;

/// <summary>A call that also ends by itself, when its time is up.</summary>
internal sealed class LimitedCall : ICallContext, IDisposable
{
    private readonly ICallContext _call;
    private readonly CancellationTokenSource _source;
    private readonly ITimer? _timer;
    private volatile bool _isTimeUp;

    public LimitedCall(ICallContext call, TimeSpan? limit, TimeProvider time)
    {
        _call = call;
        _source = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        _timer = limit is { } length ? time.CreateTimer(_ => End(), null, length, Timeout.InfiniteTimeSpan) : null;
    }

    public CancellationToken CancellationToken => _source.Token;

    public bool IsTimeUp => _isTimeUp;

    public void Verbose(string message) => _call.Verbose(message);

    public void Warning(string message) => _call.Warning(message);

    public void Uploading(string what, long sent, long length) => _call.Uploading(what, sent, length);

    public void Waiting(string reason, TimeSpan left) => _call.Waiting(reason, left);

    public void Awaiting(string what, TimeSpan left) => _call.Awaiting(what, left);

    public Task ErrorAsync(NocException error, object? target) => _call.ErrorAsync(error, target);

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }

    private void End()
    {
        _isTimeUp = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // All had come to its end as the time was up.
        }
    }
}
