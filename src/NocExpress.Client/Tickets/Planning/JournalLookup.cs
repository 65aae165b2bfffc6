using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Client.Journal;
using NocExpress.Contract;
using NocExpress.Text;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Looks the circuits of a run up in its journal, and warns of what the journal has and the run would do otherwise.</summary>
internal sealed class JournalLookup(IJournalStore journal, JournalRules rules, FileTimeout patience)
{
    /// <summary>Gives each unit its record and its verdict.</summary>
    /// <returns>Whether the journal goes on, in a line.</returns>
    public async Task<string> FindAsync(IReadOnlyList<TicketUnit> units, ICallContext call)
    {
        IReadOnlyList<CircuitRecord> records = await RefreshAsync(units, call.CancellationToken).ConfigureAwait(false);
        await WarnOfOtherValuesAsync(units, call).ConfigureAwait(false);
        WarnOfOtherTickets(units, records.ToLookup(record => record.Ticket.Circuit), journal.Now, call);
        return Summary(units, isNew: records.Count == 0);
    }

    /// <summary>Gives each unit the record that it has by now, and its verdict.</summary>
    /// <returns>All records of these circuits.</returns>
    public async Task<IReadOnlyList<CircuitRecord>> RefreshAsync(IReadOnlyList<TicketUnit> units, CancellationToken cancellationToken)
    {
        IReadOnlyList<CircuitRecord> records =
            await journal.FindAsync([.. units.Select(unit => unit.Ticket.Circuit).Distinct()], cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = journal.Now;
        Dictionary<CircuitTicket, CircuitRecord> known = records.ToDictionary(record => record.Ticket);
        foreach (TicketUnit unit in units)
        {
            unit.Found = known.TryGetValue(unit.Ticket, out CircuitRecord? record) ? record : null;
            unit.Verdict = rules.VerdictOn(unit.Found, now);
        }

        return records;
    }

    private string Summary(IReadOnlyList<TicketUnit> units, bool isNew)
    {
        string name = journal.Place.ShortName;
        int stale = Count(units, Verdict.Stale);
        return isNew
            ? $"{name} is new to these {units.Count} circuits."
            : $"{name} goes on: {Count(units, Verdict.Recorded) + stale} of {units.Count} circuits are opened, {units.Count(IsUnknown)} unknown{And(stale, "opened long ago")}{And(Count(units, Verdict.Wait), "in the hands of another run")}.";
    }

    private static string And(int count, string what) => count > 0 ? $", {count} {what}" : "";

    private static bool IsUnknown(TicketUnit unit) => unit.Found?.State is CircuitState.Claimed or CircuitState.Unknown;

    private static int Count(IReadOnlyList<TicketUnit> units, Verdict verdict) => units.Count(unit => unit.Verdict == verdict);

    /// <summary>
    /// Warns once of all tickets that differ in the same values: a description with a time in it differs in each run, and in all of them.
    /// </summary>
    private async Task WarnOfOtherValuesAsync(IReadOnlyList<TicketUnit> units, ICallContext call)
    {
        Dictionary<string, List<CircuitRecord>> differing = [];
        foreach (TicketUnit unit in units.Where(unit => unit.Verdict == Verdict.Recorded))
        {
            CircuitRecord record = unit.Found!;
            SentValues values = await unit.Group.ValuesAsync(patience).ConfigureAwait(false);
            IEnumerable<string> differences = values.DifferencesTo(record.Request.Values);
            string names = string.Join(", ", SentValues.HashOf(unit.Draft.MaintenanceWindow) == record.Site.MaintenanceWindow ? differences : differences.Append("MaintenanceWindow"));
            if (names.Length > 0)
            {
                List<CircuitRecord> alike = differing.TryGetValue(names, out List<CircuitRecord>? known) ? known : differing[names] = [];
                alike.Add(record);
            }
        }

        foreach (KeyValuePair<string, List<CircuitRecord>> alike in differing)
        {
            long[] tickets = [.. alike.Value.Select(record => record.TicketId!.Value).Distinct()];
            call.Warning(
                $"{(tickets.Length == 1 ? "Ticket" : $"{tickets.Length} tickets:")} {TicketIds.First(tickets)} {(tickets.Length == 1 ? "was" : "were")} opened with other values than this run has "
                + $"({TerminalText.Line(alike.Key, 500)}), and {(tickets.Length == 1 ? "stays as it is" : "stay as they are")}.");
        }
    }

    private void WarnOfOtherTickets(IReadOnlyList<TicketUnit> units, ILookup<Circuit, CircuitRecord> records, DateTimeOffset now, ICallContext call)
    {
        (TicketUnit Unit, CircuitRecord Other)[] others =
        [
            .. from unit in units
               where unit.Verdict == Verdict.Send
               from other in records[unit.Ticket.Circuit]
               where !other.Ticket.Equals(unit.Ticket) && rules.IsOfThisOutage(other, now)
               select (unit, other),
        ];
        if (others.Length > 0)
        {
            (TicketUnit unit, CircuitRecord other) = others[0];
            string ticket = other.TicketId is { } id ? $"ticket {id}" : "one of which nobody knows whether it was opened";
            string number = other.Ticket.CustomerTicketNumber is { } text ? $", customer ticket number {TerminalText.Line(text)}" : "";
            string more = others.Length == 1 ? "" : $" So has the journal of {others.Length - 1} more.";
            call.Warning(
                $"Configuration {unit.Ticket.Circuit.ConfigurationId} of macnum {TerminalText.Line(unit.Draft.Macnum)} has another ticket in the journal, {ticket}: {TerminalText.Line(other.Ticket.IssueName)} "
                + $"({TerminalText.Line(other.Ticket.TypeName)}, {TerminalText.Line(other.Ticket.SubtypeName)}{number}).{more}");
        }
    }
}
