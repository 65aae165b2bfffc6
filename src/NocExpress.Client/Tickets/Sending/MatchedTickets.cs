using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Http;
using NocExpress.Client.Journal;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Sending;

/// <summary>The tickets of an answer with the sites that they belong to.</summary>
internal sealed class MatchedTickets
{
    private readonly ILookup<NocTicketSite, CreatedTicket> _bySite;
    private readonly CreatedTickets _created;
    private readonly int _asked;
    private readonly long[] _unmatched;

    /// <summary>The numbers that came for several sites. Each is one ticket, and counts for the first.</summary>
    private readonly long[] _repeated;

    public MatchedTickets(NocTicketRequest request, CreatedTickets created)
    {
        _created = created;
        _asked = request.Sites.Length;
        NocTicketSite?[] owners = TicketSites.Of([.. created.Rows.Select(row => row.Ticket)], request.Sites);
        (CreatedTicket Row, NocTicketSite? Owner)[][] byNumber =
        [
            .. created.Rows.Zip(owners, (row, owner) => (row, owner)).GroupBy(match => match.row.Ticket.Id!.Value)
                .Select(rows => rows.OrderBy(match => match.owner is null).ToArray()),
        ];
        _repeated = [.. byNumber.Where(rows => rows.Any(match => match.Owner is not null && match.Owner != rows[0].Owner)).Select(rows => rows[0].Row.Ticket.Id!.Value)];
        (CreatedTicket Row, NocTicketSite? Owner)[] tickets = [.. byNumber.Select(rows => rows[0])];
        _bySite = tickets.Where(match => match.Owner is not null).ToLookup(match => match.Owner!, match => match.Row);
        Without = [.. request.Sites.Where(site => !_bySite.Contains(site))];
        _unmatched = [.. tickets.Where(match => match.Owner is null).Select(match => match.Row.Ticket.Id!.Value)];
        Tickets = [.. tickets.Select(match => match.Row.Ticket)];
        foreach ((CreatedTicket row, NocTicketSite? owner) in tickets)
        {
            row.Ticket.CustomerTicketNumber = request.CustomerTicketNumber;
            row.Ticket.Macnum = owner?.Macnum;
            row.Ticket.ConfigurationIds = owner?.ConfigurationIds ?? NocCollection<long>.Empty;
        }
    }

    /// <summary>The tickets, each once.</summary>
    public IReadOnlyList<NocTicket> Tickets { get; }

    /// <summary>The sites for which no ticket is known.</summary>
    public NocTicketSite[] Without { get; }

    /// <summary>What is wrong with an answer that has no ticket for some sites, as the rest of a sentence.</summary>
    public string Missing
    {
        get
        {
            string tickets = Tickets.Count == 1 ? "ticket" : "tickets";
            string asked = _asked == 1 ? "1 was" : $"{_asked} were";
            string brought = Tickets.Count == 0 ? "was answered without any ticket" : $"brought {Tickets.Count} {tickets}, and {asked} asked for";
            string repeated = _repeated.Length == 0 ? "" : $". {TicketIds.First(_repeated)} came for several sites";
            string ownerless = _unmatched.Length == 0 ? "" : $". {_unmatched.Length} of them cannot be matched to these sites ({TicketIds.First(_unmatched)})";
            string others = _created.OtherNumbers.Count == 0 ? "" : $". With an error it names {TicketIds.First(_created.OtherNumbers)}";
            return $"{brought}{repeated}{ownerless}{others}{(_created.Said.Count == 0 ? "" : "." + ErrorResponse.Quote(_created.Said))}";
        }
    }

    /// <summary>What became of each site, for the journal.</summary>
    public IReadOnlyList<SiteOutcome> Outcomes(JournalClaim claim, DateTimeOffset now)
    {
        string missing = $"The request {Missing}.";
        Dictionary<string, SentSite> sites = claim.Request.Sites.ToDictionary(site => site.Macnum, StringComparer.Ordinal);
        return
        [
            .. _bySite.SelectMany(site => Opened(sites[site.Key.Macnum], [.. site], now)),
            .. Without.Select(site => new SiteOutcome(sites[site.Macnum], site.ConfigurationIds, CircuitState.Unknown, now) { Reason = missing }),
        ];
    }

    /// <summary>Of a site with several tickets each configuration has the one that names it, or else the first.</summary>
    private static IEnumerable<SiteOutcome> Opened(SentSite site, CreatedTicket[] tickets, DateTimeOffset now)
    {
        CreatedTicket Of(long configuration) => tickets.FirstOrDefault(row => row.Ticket.Configurations.Any(named => named.Id == configuration)) ?? tickets[0];
        IGrouping<CreatedTicket, long>[] groups = [.. site.ConfigurationIds.GroupBy(Of)];
        CreatedTicket[] others = [.. tickets.Except(groups.Select(group => group.Key))];
        return groups.Select((group, i) => new SiteOutcome(site, [.. group], CircuitState.Opened, now)
        {
            TicketId = group.Key.Ticket.Id,
            Tickets = $"[{string.Join(",", (i == 0 ? [group.Key, .. others] : new[] { group.Key }).Select(row => row.Json))}]",
        });
    }
}
