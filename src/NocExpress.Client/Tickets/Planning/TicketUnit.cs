using NocExpress.Client.Journal;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>What a ticket is opened for: a configuration of an item. It is the unit of the journal.</summary>
/// <param name="draft">The item.</param>
/// <param name="group">What it may share a request with.</param>
/// <param name="ticket">The circuit's ticket.</param>
internal sealed class TicketUnit(TicketDraft draft, TicketGroup group, CircuitTicket ticket)
{
    public TicketDraft Draft { get; } = draft;

    public TicketGroup Group { get; } = group;

    public CircuitTicket Ticket { get; } = ticket;

    /// <summary>Where it stands in the input, among all units.</summary>
    public int Place { get; set; }

    /// <summary>What the journal has of the ticket.</summary>
    public CircuitRecord? Found { get; set; }

    /// <summary>What is done with it: without a journal it is opened.</summary>
    public Verdict Verdict { get; set; }
}
