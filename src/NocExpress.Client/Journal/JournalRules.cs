using System;

namespace NocExpress.Client.Journal;

/// <summary>What a run does with a circuit's ticket, by what the journal has of it.</summary>
internal enum Verdict
{
    /// <summary>It is opened.</summary>
    Send,

    /// <summary>It was opened: the recorded ticket comes out.</summary>
    Recorded,

    /// <summary>Another run has it in its hands, and its end is waited for.</summary>
    Wait,

    /// <summary>It may have been opened, and a person has to find out.</summary>
    Unknown,

    /// <summary>It was opened so long ago that the outage may be another.</summary>
    Stale,
}

/// <summary>The rules of a journal, whichever store it lies in.</summary>
/// <param name="RetryUnknown">The user says that what is unknown was not opened.</param>
/// <param name="MaxAge">How old an opened ticket may be.</param>
internal sealed record JournalRules(bool RetryUnknown, TimeSpan MaxAge)
{
    public Verdict VerdictOn(CircuitRecord? record, DateTimeOffset now) => record?.State switch
    {
        null or CircuitState.Refused or CircuitState.NotSent => Verdict.Send,
        CircuitState.Held => Verdict.Wait,
        CircuitState.Opened => IsRecent(record, now) ? Verdict.Recorded : Verdict.Stale,
        _ => RetryUnknown ? Verdict.Send : Verdict.Unknown,
    };

    /// <summary>Whether another ticket of a circuit is worth a warning: it exists, or may, and is of this outage by its age.</summary>
    public bool IsOfThisOutage(CircuitRecord other, DateTimeOffset now) =>
        other.State is CircuitState.Opened or CircuitState.Unknown or CircuitState.Claimed or CircuitState.Held && IsRecent(other, now);

    private bool IsRecent(CircuitRecord record, DateTimeOffset now) => now - record.At <= MaxAge;
}
