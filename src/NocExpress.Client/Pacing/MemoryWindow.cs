using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;

namespace NocExpress.Client.Pacing;

/// <summary>A window that all connections of this process to one server as one client share, in whichever runspace they are.</summary>
internal sealed class MemoryWindow : IWindowStore
{
    private static readonly ConcurrentDictionary<(TimeProvider Clock, string Server, string Client), MemoryWindow> _all = new();

    private readonly RequestWindow _window = new();

    private readonly TimeProvider _clock;

    private int _waiting;

    private MemoryWindow(TimeProvider clock) => _clock = clock;

    /// <remarks>Whose an access token is cannot be seen: those for the same server count together.</remarks>
    public static MemoryWindow Of(ClientOptions options, TimeProvider clock) =>
        _all.GetOrAdd((clock, options.BaseUri.GetLeftPart(UriPartial.Path).TrimEnd('/'), options.ClientId ?? ""), _ => new MemoryWindow(clock));

    /// <summary>Whether requests of a cmdlet that somebody waits for wait for their turn.</summary>
    public bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    /// <summary>Such a request begins to wait, or ends.</summary>
    public void Wait(bool begins) => _ = begins ? Interlocked.Increment(ref _waiting) : Interlocked.Decrement(ref _waiting);

    public Task<T> UseAsync<T>(Func<RequestWindow, TimeSpan, T> use, CancellationToken cancellationToken)
    {
        lock (_window)
        {
            return Task.FromResult(use(_window, _clock.Elapsed()));
        }
    }
}
