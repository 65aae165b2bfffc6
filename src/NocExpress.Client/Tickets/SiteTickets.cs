using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>
/// Tells which site a ticket belongs to. No document says how: by an account number in it, by its configurations, by the name of the site,
/// whichever it has.
/// </summary>
internal static class SiteTickets
{
    private static readonly string[] _macnumKeys = ["macnum", "site_macnum"];

    /// <returns>The sites for which no ticket is known, and how many tickets cannot be told whose they are.</returns>
    public static (NocTicketSite[] Without, int Ownerless) Match(IReadOnlyList<NocTicketSite> sites, IReadOnlyList<NocTicket> tickets)
    {
        List<NocTicketSite> without = [.. sites];
        int ownerless = 0;
        foreach (NocTicket ticket in tickets)
        {
            NocTicketSite? owner = Only(sites, site => IsNamed(ticket, site))
                ?? Only(sites, site => ticket.Configurations.Any(configuration => configuration.Id is { } id && site.ConfigurationIds.Contains(id)))
                ?? Only(sites, site => site.SiteName is not null && string.Equals(site.SiteName, ticket.SiteName, StringComparison.OrdinalIgnoreCase));
            if (owner is null)
            {
                ownerless++;
            }
            else
            {
                without.Remove(owner);
            }
        }

        return ([.. without], ownerless);
    }

    private static bool IsNamed(NocTicket ticket, NocTicketSite site) => _macnumKeys.Any(key =>
        ticket.AdditionalProperties.TryGetValue(key, out object? macnum) && macnum?.ToString() == site.Macnum);

    private static NocTicketSite? Only(IReadOnlyList<NocTicketSite> sites, Func<NocTicketSite, bool> owns) =>
        sites.Where(owns).Take(2).ToArray() is [var only] ? only : null;
}
