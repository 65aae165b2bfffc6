using System.Threading;
using NocExpress.Sandbox.Api;
using NocExpress.Sandbox.Control;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Settings;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox;

/// <summary>Everything one sandbox knows and remembers.</summary>
internal sealed class SandboxState(SandboxOptions options)
{
    private readonly Lock _behaviourLock = new();
    private Behaviour _behaviour = new();

    public SandboxOptions Options { get; } = options;

    public SiteDirectory Sites { get; } = new(options.Sites);

    public TokenStore Tokens { get; } = new();

    public RateWindow Rate { get; } = new();

    public TicketStore Tickets { get; } = new();

    public RequestLog Requests { get; } = new();

    public FaultList Faults { get; } = new();

    public Behaviour Behaviour => Volatile.Read(ref _behaviour);

    public int RequestsPerMinute => Behaviour.RequestsPerMinute ?? Options.RequestsPerMinute;

    public int TokenLifetimeSeconds => Behaviour.TokenLifetime ?? Options.TokenLifetimeSeconds;

    public Behaviour Change(System.Func<Behaviour, Behaviour> change)
    {
        lock (_behaviourLock)
        {
            Behaviour changed = change(_behaviour);
            Volatile.Write(ref _behaviour, changed);
            return changed;
        }
    }

    /// <summary>Back to the first minute, but for the tokens: a client that holds one keeps it.</summary>
    public void Reset()
    {
        Change(_ => new Behaviour());
        Faults.Clear();
        Requests.Reset();
        Tickets.Clear();
        Rate.Clear();
    }
}
