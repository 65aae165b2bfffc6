using System;
using System.Threading;
using NocExpress.Sandbox.Api;
using NocExpress.Sandbox.Control;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Settings;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox;

/// <summary>Everything one sandbox knows and remembers.</summary>
internal sealed class SandboxState
{
    private readonly Lock _behaviourLock = new();
    private Behaviour _behaviour;

    public SandboxState(SandboxOptions options)
    {
        _behaviour = ControlJson.ReadBehaviour(options.Behaviour);
        Options = options;
        Clock = new SandboxClock(options.Time);
        Tickets = new TicketStore(Clock);
    }

    public SandboxOptions Options { get; }

    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    public TokenStore Tokens { get; } = new();

    public RateWindow Rate { get; } = new();

    public SandboxClock Clock { get; }

    public TicketStore Tickets { get; }

    public RequestLog Requests { get; } = new();

    public FaultList Faults { get; } = new();

    public ResponseCounter SitesResponses { get; } = new();

    public ResponseCounter ConfigurationsResponses { get; } = new();

    public Behaviour Behaviour => Volatile.Read(ref _behaviour);

    public SiteDirectory Sites => new(Behaviour.SiteCount ?? Options.Sites);

    public ConfigurationDirectory Configurations => new(Sites, Behaviour.ConfigurationsPerSite);

    public int RequestsPerMinute => Behaviour.RequestsPerMinute ?? Options.RequestsPerMinute;

    public int TokenLifetimeSeconds => Behaviour.TokenLifetime ?? Options.TokenLifetimeSeconds;

    public Behaviour Change(Func<Behaviour, Behaviour> change)
    {
        lock (_behaviourLock)
        {
            Behaviour changed = change(Behaviour);
            Volatile.Write(ref _behaviour, changed);
            SitesResponses.Clear();
            ConfigurationsResponses.Clear();
            return changed;
        }
    }

    /// <summary>Back to the first minute, but for the tokens: a client that holds one keeps it.</summary>
    public void Reset()
    {
        Change(_ => ControlJson.ReadBehaviour(Options.Behaviour));
        Faults.Clear();
        Requests.Reset();
        Tickets.Clear();
        Clock.Reset();
        Rate.Clear();
    }
}
