using System;

namespace NocExpress.Client.Journal;

/// <summary>The last that was recorded of a circuit's ticket.</summary>
internal record CircuitRecord
{
    public required CircuitTicket Ticket { get; init; }

    public required CircuitState State { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The request that it went out in.</summary>
    public required SentRequest Request { get; init; }

    /// <summary>Its site in that request.</summary>
    public required SentSite Site { get; init; }

    /// <summary>The number of the ticket that was opened.</summary>
    public long? TicketId { get; init; }

    /// <summary>The run that holds it, by its machine and process.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Why there is none, or who has found out.</summary>
    public string? Reason { get; init; }
}
