using System;
using System.Threading;

namespace NocExpress.Sandbox;

/// <summary>
/// The clock by which tickets are opened and change. It goes as the one it is made from until it is turned, or stopped, and never back: a
/// ticket would be older than its changes. Tokens and the rate limit do not follow it, since the client's clock is not turned with it.
/// </summary>
internal sealed class SandboxClock(TimeProvider real) : TimeProvider
{
    private readonly Lock _lock = new();
    private TimeSpan _ahead;
    private DateTimeOffset? _stoppedAt;

    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _stoppedAt is null;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _stoppedAt ?? (real.GetUtcNow() + _ahead);
        }
    }

    /// <summary>Turns the clock.</summary>
    /// <param name="time">To when; null for where it stands.</param>
    /// <param name="further">How much further.</param>
    /// <param name="runs">Whether it goes on from there; null for as before.</param>
    /// <returns>Whether it could be: not if that time is over.</returns>
    public bool TryTurn(DateTimeOffset? time, TimeSpan further, bool? runs)
    {
        lock (_lock)
        {
            DateTimeOffset now = GetUtcNow();
            if (time < now)
            {
                return false;
            }

            DateTimeOffset turned = (time ?? now) + further;
            _ahead = turned - real.GetUtcNow();
            _stoppedAt = runs ?? IsRunning ? null : turned;
            return true;
        }
    }

    /// <summary>Back to the real time.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _ahead = TimeSpan.Zero;
            _stoppedAt = null;
        }
    }
}
