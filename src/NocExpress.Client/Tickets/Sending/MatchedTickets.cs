using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Journal;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Sending;

/// <summary>The tickets of an answer with the sites that they belong to.</summary>
internal sealed class MatchedTickets
{
    private readonly ILookup<NocTicketSite, CreatedTicket> _bySite;

    public MatchedTickets(NocTicketRequest request, CreatedTickets created)
    {
        NocTicketSite?[] owners = TicketSites.Of([.. created.Rows.Select(row => row.Ticket)], request.Sites);
        _bySite = created.Rows
            .Zip(owners, (row, owner) => (row, owner))
            .Where(match => match.owner is not null)
            .ToLookup(match => match.owner!, match => match.row);
        Without = [.. request.Sites.Where(site => !_bySite.Contains(site))];
        Unmatched = [.. created.Rows.Zip(owners, (row, owner) => (row, owner)).Where(match => match.owner is null).Select(match => match.row.Ticket.Id!.Value)];
        foreach ((CreatedTicket row, NocTicketSite? owner) in created.Rows.Zip(owners, (row, owner) => (row, owner)))
        {
            row.Ticket.CustomerTicketNumber = request.CustomerTicketNumber;
            row.Ticket.Macnum = owner?.Macnum;
            row.Ticket.ConfigurationIds = owner?.ConfigurationIds ?? NocCollection<long>.Empty;
        }
    }

    /// <summary>The sites for which no ticket is known.</summary>
    public NocTicketSite[] Without { get; }

    /// <summary>The numbers of the tickets of which nobody knows whose they are.</summary>
    public IReadOnlyList<long> Unmatched { get; }

    /// <summary>What became of each site, for the journal.</summary>
    public IReadOnlyList<SiteOutcome> Outcomes(JournalClaim claim, DateTimeOffset now, string missing)
    {
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
