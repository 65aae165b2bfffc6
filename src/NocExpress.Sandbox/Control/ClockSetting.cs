using System;
using System.Text.Json;

namespace NocExpress.Sandbox.Control;

/// <summary>How the clock is to be turned. Keys that are not given leave it as it is.</summary>
internal sealed record ClockSetting
{
    private const double MostSeconds = 3_153_600_000;

    /// <summary>The time that it is turned to.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>By how much it is turned on from where it stands.</summary>
    public double AdvanceSeconds { get; init; }

    /// <summary>Whether it goes on from there.</summary>
    public bool? Runs { get; init; }

    /// <exception cref="JsonException">The clock cannot be turned so.</exception>
    public void Apply(SandboxClock clock)
    {
        if (AdvanceSeconds is < 0 or > MostSeconds || (AdvanceSeconds > 0 && Now is not null))
        {
            throw new JsonException($"advanceSeconds is from 0 to {MostSeconds} (a hundred years), and does not go with now.");
        }

        if (!clock.TryTurn(Now?.ToUniversalTime(), TimeSpan.FromSeconds(AdvanceSeconds), Runs))
        {
            throw new JsonException($"It is {clock.GetUtcNow():O}, and the clock does not go back. A reset puts it to the real time.");
        }
    }
}
