using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>What this process has sent, with a journal or without: for whoever asks after an end that took the tickets with it.</summary>
internal static class ProcessLog
{
    private static readonly object _gate = new();
    private static readonly Dictionary<CircuitTicket, (CircuitRecord Record, JournalPlace? Journal)> _records = [];

    /// <summary>All of it, in the order in which it went out.</summary>
    public static IReadOnlyList<NocJournalEntry> All()
    {
        lock (_gate)
        {
            return [.. _records.Values.OrderBy(sent => sent.Record.Request.SentAt).Select(sent => JournalEntries.Of(sent.Record, sent.Journal))];
        }
    }

    public static void Claim(JournalClaim claim, JournalPlace? journal)
    {
        lock (_gate)
        {
            foreach (ClaimedCircuit circuit in claim.Circuits)
            {
                _records[circuit.Ticket] = (new CircuitRecord
                {
                    Ticket = circuit.Ticket,
                    State = CircuitState.Claimed,
                    At = claim.Request.SentAt,
                    Request = claim.Request,
                    Site = circuit.Site,
                }, journal);
            }
        }
    }

    public static void Record(JournalClaim claim, IReadOnlyList<SiteOutcome> outcomes, JournalPlace? journal)
    {
        lock (_gate)
        {
            foreach (SiteOutcome outcome in outcomes)
            {
                foreach (ClaimedCircuit circuit in claim.At(outcome.Site.Macnum).Where(circuit => outcome.ConfigurationIds.Contains(circuit.Ticket.Circuit.ConfigurationId)))
                {
                    _records[circuit.Ticket] = (new CircuitRecord
                    {
                        Ticket = circuit.Ticket,
                        State = outcome.State,
                        At = outcome.At,
                        Request = claim.Request,
                        Site = circuit.Site,
                        TicketId = outcome.TicketId,
                        Reason = outcome.Reason,
                    }, journal);
                }
            }
        }
    }

    /// <summary>What a person has found out of a circuit, where this process has sent it, with this journal or without one.</summary>
    /// <returns>Whether it has.</returns>
    /// <exception cref="NocException">Its request is under way: what becomes of it would be recorded over what was found.</exception>
    public static bool TrySettle(CircuitTicket ticket, Settlement settlement, JournalPlace? journal)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(ticket, out (CircuitRecord Record, JournalPlace? Journal) sent) || sent.Journal != journal)
            {
                return false;
            }

            if (journal is null && sent.Record.State == CircuitState.Claimed)
            {
                throw new NocException(
                    NocErrorKind.JournalInUse,
                    $"The request for configuration {ticket.Circuit.ConfigurationId} of macnum {ticket.Circuit.Macnum} is still under way in this process. "
                    + "Nothing was recorded of it. Wait for its end: Get-NocJournal shows it.");
            }

            CircuitRecord settled = sent.Record with { State = settlement.State, At = settlement.At, TicketId = settlement.TicketId, Reason = settlement.Reason };
            _records[ticket] = (settled, sent.Journal);
            return true;
        }
    }
}
