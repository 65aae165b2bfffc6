using System;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Pacing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Sending;

/// <summary>
/// The call under which a request is sent. It outlives the cmdlet's: a request that is on its way when the pipeline ends cannot be called
/// back, and is seen to its end. What it tells of then nobody hears.
/// </summary>
internal sealed class DetachedCall(ICallContext call, TrackedRequest tracked, TimeSpan patience, TimeProvider time) : ICallContext, IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private volatile bool _isDetached;

    public CancellationToken CancellationToken => _lifetime.Token;

    /// <summary>The cmdlet has ended: what is not on its way ends with it, and what is has so much time left.</summary>
    public void Detach()
    {
        _isDetached = true;
        _ = EndAfterAsync(tracked.TryStop() ? TimeSpan.Zero : patience);
    }

    public void Verbose(string message) => (_isDetached ? null : call)?.Verbose(message);

    public void Warning(string message) => (_isDetached ? null : call)?.Warning(message);

    public void Uploading(string what, long sent, long length) => (_isDetached ? null : call)?.Uploading(what, sent, length);

    public void Waiting(string reason, TimeSpan left) => (_isDetached ? null : call)?.Waiting(reason, left);

    public void Awaiting(string what, TimeSpan left) => (_isDetached ? null : call)?.Awaiting(what, left);

    public Task ErrorAsync(NocException error, object? target) => _isDetached ? Task.CompletedTask : call.ErrorAsync(error, target);

    public void Dispose()
    {
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    private async Task EndAfterAsync(TimeSpan wait)
    {
        try
        {
            if (wait > TimeSpan.Zero)
            {
                await time.WaitAsync(wait, _lifetime.Token).ConfigureAwait(false);
            }

            _lifetime.Cancel();
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // The request has come to its end.
        }
    }
}
