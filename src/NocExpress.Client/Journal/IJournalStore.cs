using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Journal;

/// <summary>
/// Where a journal lies: it keeps the last record of each circuit's ticket, and what it is told is durable when the task completes. What
/// the records mean is not its business. It fails with <see cref="System.IO.IOException"/>.
/// </summary>
internal interface IJournalStore : IDisposable
{
    /// <summary>What a user calls it by.</summary>
    JournalPlace Place { get; }

    /// <summary>The time by the store's clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The records of all tickets of these circuits.</summary>
    Task<IReadOnlyList<CircuitRecord>> FindAsync(IReadOnlyCollection<Circuit> circuits, CancellationToken cancellationToken);

    /// <summary>The tickets of an opened record as the server sent them: a JSON array.</summary>
    Task<string> TicketsAsync(CircuitRecord opened, CancellationToken cancellationToken);

    /// <summary>Claims the circuits of a request, all or none, and keeps others from them until it is recorded or released, or this run is dead.</summary>
    /// <returns>Whether they were claimed: not where one of them is no longer as it was found.</returns>
    Task<bool> TryClaimAsync(JournalClaim claim, CancellationToken cancellationToken);

    /// <summary>The request goes out next: from now on nobody knows what becomes of it, until it is recorded.</summary>
    /// <returns>Whether the claim still holds (a fence): where it does not, nothing may go out.</returns>
    Task<bool> TryBeginAsync(JournalClaim claim, CancellationToken cancellationToken);

    /// <summary>Records what became of circuits whose request went out; the claim ends.</summary>
    Task RecordAsync(JournalClaim claim, IReadOnlyList<SiteOutcome> outcomes, CancellationToken cancellationToken);

    /// <summary>Gives up a claim, if there still is one, whose request did not go out.</summary>
    Task ReleaseAsync(JournalClaim claim);

    /// <summary>Records what a person has found out of a circuit.</summary>
    Task SettleAsync(CircuitRecord found, Settlement settlement, CancellationToken cancellationToken);
}

/// <summary>A request that is about to go out, and the circuits that it is for, each as it was found.</summary>
internal sealed record JournalClaim(SentRequest Request, IReadOnlyList<ClaimedCircuit> Circuits)
{
    private ILookup<string, ClaimedCircuit>? _bySite;

    /// <summary>The same claim for another attempt.</summary>
    public JournalClaim At(DateTimeOffset now) => new(Request with { SentAt = now }, Circuits);

    public IEnumerable<ClaimedCircuit> At(string macnum) =>
        (_bySite ??= Circuits.ToLookup(circuit => circuit.Ticket.Circuit.Macnum))[macnum];
}

/// <summary>A circuit of a claim.</summary>
internal sealed record ClaimedCircuit(CircuitTicket Ticket, SentSite Site, CircuitRecord? Found);

/// <summary>What became of a site of a request, or of some of its configurations.</summary>
internal sealed record SiteOutcome(SentSite Site, IReadOnlyList<long> ConfigurationIds, CircuitState State, DateTimeOffset At)
{
    public string? Reason { get; init; }

    public long? TicketId { get; init; }

    /// <summary>The tickets as the server sent them: a JSON array on one line.</summary>
    public string? Tickets { get; init; }
}

/// <summary>What a person has found out: the ticket that there is, or that there is none.</summary>
internal sealed record Settlement(DateTimeOffset At, string By)
{
    public long? TicketId { get; init; }

    /// <summary>The ticket as the server sent it, in a JSON array on one line.</summary>
    public string? Tickets { get; init; }

    public CircuitState State => TicketId is null ? CircuitState.NotSent : CircuitState.Opened;

    public string Reason => TicketId is null ? $"{By} has found that it was not opened." : $"{By} has found its ticket.";
}
