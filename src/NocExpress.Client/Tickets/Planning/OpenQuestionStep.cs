using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Reports circuits that a run leaves as they are, because only a person can say whether they have a ticket of this outage.
/// </summary>
/// <param name="units">The circuits, all of them unknown by one request, or stale.</param>
/// <param name="journal">The journal.</param>
/// <param name="maxAge">How old an opened ticket may be.</param>
/// <param name="hasOtherSites">Whether the same may be unknown of other sites of their request.</param>
internal sealed class OpenQuestionStep(IReadOnlyList<TicketUnit> units, IJournalStore journal, TimeSpan maxAge, bool hasOtherSites = false) : ITicketStep
{
    private const int LongestReason = 4000;

    public NocTicketRequest? Request => null;

    public IReadOnlyList<ITicketStep> Between => [];

    public object? Source =>
        units.Select(unit => unit.Draft.Item.Source).Distinct().ToArray() is var sources && sources.Length == 1 ? sources[0] : sources;

    public Task TakeAsync(Func<NocTicket, Task> emit, ICallContext call) => throw (units[0].Verdict == Verdict.Stale ? Stale() : Unknown());

    private NocException Unknown()
    {
        CircuitRecord record = units[0].Found!;
        NocTicketRequest request = units[0].Group.Request(units);
        string reason = record.Reason is { } known
            ? $"an earlier run did not learn what became of it: {TerminalText.Line(known, LongestReason).TrimEnd('.')}"
            : $"the journal '{journal.Place}' has no record of its end";
        JournalSelection entries = new(journal.Place.Argument, record.Request.Id)
        {
            HasOtherSites = hasOtherSites,
            HasOtherConfigurations = units.GroupBy(unit => unit.Found!.Site.Macnum).Any(site => site.Count() < site.First().Found!.Site.ConfigurationIds.Count),
        };
        return new NocException(NocErrorKind.OutcomeUnknown, new UnknownTickets(request, entries).Message(record.Request.SentAt, reason))
        {
            SentAt = record.Request.SentAt,
            TicketRequest = request,
        };
    }

    private NocException Stale()
    {
        NocTicketRequest request = units[0].Group.Request(units);
        CircuitRecord oldest = units.Select(unit => unit.Found!).OrderBy(record => record.At).First();
        long[] tickets = [.. units.Select(unit => unit.Found!.TicketId!.Value).Distinct()];
        return new NocException(
            NocErrorKind.JournalStale,
            $"The journal '{journal.Place}' has opened tickets for {NocTicketRequest.Names(request.Sites)}, but not within -JournalMaxAge {maxAge:c}: {TicketIds.First(tickets)}, "
            + $"the oldest on {oldest.At.UtcDateTime:yyyy-MM-dd}. Nothing was sent for them. Where this is another outage, take a new journal for it; "
            + "where it is the same, give a longer age, such as -JournalMaxAge 30.00:00:00 for thirty days.")
        {
            TicketRequest = request,
            SentAt = oldest.At,
        };
    }
}
