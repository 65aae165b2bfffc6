using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tokens;

/// <summary>Work that belongs to no cmdlet: what it has to say is kept for the next that comes by.</summary>
internal sealed class BackgroundCall(CancellationToken cancellationToken) : ICallContext
{
    private readonly ConcurrentQueue<Action<ICallContext>> _told = new();

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public void Verbose(string message) => _told.Enqueue(call => call.Verbose(message));

    /// <summary>Says to a cmdlet what was kept.</summary>
    public void TellTo(ICallContext call)
    {
        while (_told.TryDequeue(out Action<ICallContext>? tell))
        {
            tell(call);
        }
    }

    public void Warning(string message) => _told.Enqueue(call => call.Warning(message));

    public void Uploading(string what, long sent, long length)
    {
    }

    public void Waiting(string reason, TimeSpan left)
    {
    }

    public void Awaiting(string what, TimeSpan left)
    {
    }

    public Task ErrorAsync(NocException error, object? target) => Task.CompletedTask;
}
