using System;

namespace NocExpress.Sandbox;

/// <summary>How a sandbox is set up. It cannot be changed once the sandbox runs.</summary>
public sealed record SandboxOptions
{
    /// <summary>The most sites a sandbox can serve: beyond it their ids would stop looking like the real ones.</summary>
    public const int MaximumSites = 10_000_000;

    /// <summary>How many sites the customer has. Rows are made as they are asked for, so a million cost no memory.</summary>
    public int Sites { get; init; } = 12;

    /// <summary>The loopback port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Requests allowed in any 60 seconds, over all API endpoints together; 0 allows any number.</summary>
    public int RequestsPerMinute { get; init; } = 60;

    /// <summary>How long an access token is good for.</summary>
    public int TokenLifetimeSeconds { get; init; } = 3600;

    /// <summary>The only client id that gets a token.</summary>
    public string ClientId { get; init; } = "sandbox-client";

    /// <summary>The secret of <see cref="ClientId"/>.</summary>
    public string ClientSecret { get; init; } = "sandbox-secret";

    /// <summary>The clock that tickets are opened and change by, until <c>PUT /_sandbox/clock</c> turns it further.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How it behaves at first, as JSON that <c>PUT /_sandbox/behaviour</c> takes; a reset comes back to it.</summary>
    public string Behaviour { get; init; } = "{}";

    internal void Check()
    {
        Within(Sites, 0, MaximumSites, nameof(Sites));
        Within(Port, 0, 65535, nameof(Port));
        Within(RequestsPerMinute, 0, int.MaxValue, nameof(RequestsPerMinute));
        Within(TokenLifetimeSeconds, 0, int.MaxValue, nameof(TokenLifetimeSeconds));
    }

    private static void Within(int value, int lowest, int highest, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, highest, name);
    }
}
