using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>
/// Tells which site of a request a ticket belongs to. No document says how: by an account number in it, under whichever key, by its
/// configurations, by the name of the site, or by their order where there are as many as sites. Where none of it tells, or where the ticket says
/// that it is of another site, nobody guesses.
/// </summary>
[GoesBy(Guess.TicketOwner)]
internal sealed class TicketSites
{
    private static readonly string[] _macnumKeys = ["macnum", "site_macnum"];

    /// <summary>What begins so is a number of somebody above the site.</summary>
    private static readonly string[] _otherKeys = ["parent", "company", "granted"];

    private readonly IReadOnlyList<NocTicketSite> _sites;
    private readonly Dictionary<string, NocTicketSite?> _byMacnum;
    private readonly Dictionary<string, NocTicketSite?> _byConfiguration;
    private readonly Dictionary<string, NocTicketSite?> _byName;

    private TicketSites(IReadOnlyList<NocTicketSite> sites)
    {
        _sites = sites;
        _byMacnum = Only(sites.SelectMany(site => Spellings(site.Macnum).Select(macnum => (macnum, site))), StringComparer.Ordinal);
        _byConfiguration = Only(sites.SelectMany(site => site.ConfigurationIds.Select(id => ($"{id}", site))), StringComparer.Ordinal);
        _byName = Only(sites.Where(site => site.SiteName is not null).Select(site => (site.SiteName!.Trim(), site)), StringComparer.OrdinalIgnoreCase);
    }

    /// <returns>The site of each ticket, or nothing where it cannot be told.</returns>
    public static NocTicketSite?[] Of(IReadOnlyList<NocTicket> tickets, IReadOnlyList<NocTicketSite> sites)
    {
        if (sites is [var only])
        {
            // What the user calls it need not be what the server does.
            return [.. tickets.Select(ticket => IsOfByNumber(ticket, only) == false ? null : only)];
        }

        TicketSites known = new(sites);
        NocTicketSite?[] owners = [.. tickets.Select(known.OwnerOf)];
        if (tickets.Count == sites.Count)
        {
            known.ByOrder(tickets, owners);
        }

        return owners;
    }

    /// <summary>Whether the ticket says that it is of another site.</summary>
    public static bool Contradicts(NocTicket ticket, NocTicketSite site) => IsOf(ticket, site) == false;

    /// <summary>Whether the ticket says that it is of the site.</summary>
    public static bool Names(NocTicket ticket, NocTicketSite site) => IsOf(ticket, site) == true;

    /// <returns>Nothing where it does not say whose it is.</returns>
    private static bool? IsOf(NocTicket ticket, NocTicketSite site) => IsOfByNumber(ticket, site)
        ?? (ticket.SiteName is not null && site.SiteName is not null ? Same(ticket.SiteName, site.SiteName) : null);

    private static bool? IsOfByNumber(NocTicket ticket, NocTicketSite site)
    {
        string[] macnums = MacnumsOf(ticket);
        long[] ids = [.. ConfigurationsOf(ticket)];
        return macnums.Length > 0 ? macnums.SelectMany(Spellings).Intersect(Spellings(site.Macnum)).Any()
            : ids.Length > 0 ? ids.Intersect(site.ConfigurationIds).Any()
            : null;
    }

    /// <summary>The ticket's account numbers: its own, or else those of an object in it.</summary>
    private static string[] MacnumsOf(NocTicket ticket)
    {
        string[] macnums = [.. Texts(ticket.AdditionalProperties.Where(field => field.Value is not Dictionary<string, object?>), _macnumKeys.Contains)];
        return macnums.Length > 0 ? macnums : [.. Texts(ticket.AdditionalProperties, _macnumKeys.Contains)];
    }

    private static IEnumerable<long> ConfigurationsOf(NocTicket ticket) =>
        ticket.Configurations.Where(configuration => configuration.Id is not null).Select(configuration => configuration.Id!.Value);

    private NocTicketSite? OwnerOf(NocTicket ticket)
    {
        NocTicketSite? named = One(_byName, ticket.SiteName is null ? [] : [ticket.SiteName.Trim()]);
        NocTicketSite? owner = One(_byMacnum, MacnumsOf(ticket))
            ?? One(_byMacnum, Texts(ticket.AdditionalProperties, _ => true))
            ?? One(_byConfiguration, ConfigurationsOf(ticket).Select(id => $"{id}"))
            ?? named;
        return owner is null || Says(ticket, owner, named) == false ? null : owner;
    }

    /// <summary>Whether the ticket is of the site by its numbers, or where it has none by its name, if that is the name of one of the sites.</summary>
    private static bool? Says(NocTicket ticket, NocTicketSite site, NocTicketSite? named) =>
        IsOfByNumber(ticket, site) ?? (named is null ? null : named == site);

    /// <summary>
    /// There is a ticket for each site: those left belong to those left, where there is one, or where all others stand in the order of the
    /// sites.
    /// </summary>
    private void ByOrder(IReadOnlyList<NocTicket> tickets, NocTicketSite?[] owners)
    {
        NocTicketSite[] owned = [.. owners.Where(owner => owner is not null).Distinct()!];
        int[] left = [.. Enumerable.Range(0, owners.Length).Where(i => owners[i] is null)];
        if (owned.Length + left.Length != _sites.Count)
        {
            return;
        }

        NocTicketSite?[] inOrder = left is [_] ? [.. _sites.Except(owned)]
            : Enumerable.Range(0, owners.Length).All(i => owners[i] is null || owners[i] == _sites[i]) ? [.. left.Select(i => _sites[i])]
            : [];

        // One that is of another site leaves the order of all in doubt.
        if (inOrder.Zip(left, (site, i) => !Contradicts(tickets[i], site!)).All(fits => fits))
        {
            foreach ((NocTicketSite? site, int i) in inOrder.Zip(left, (site, i) => (site, i)))
            {
                owners[i] = site;
            }
        }
    }

    /// <summary>What each text stands for; nothing where it stands for several.</summary>
    private static Dictionary<string, NocTicketSite?> Only(IEnumerable<(string Text, NocTicketSite Site)> texts, StringComparer comparer)
    {
        Dictionary<string, NocTicketSite?> found = new(comparer);
        foreach ((string text, NocTicketSite site) in texts)
        {
            found[text] = found.TryGetValue(text, out NocTicketSite? other) && other != site ? null : site;
        }

        return found;
    }

    /// <summary>The only site that the texts stand for.</summary>
    private static NocTicketSite? One(Dictionary<string, NocTicketSite?> known, IEnumerable<string> texts)
    {
        NocTicketSite?[] found = [.. texts.Where(known.ContainsKey).Select(text => known[text]).Distinct()];
        return found is [var only] ? only : null;
    }

    /// <remarks>Some servers write macnums as numbers, which have no leading zeros.</remarks>
    private static IEnumerable<string> Spellings(string macnum) =>
        macnum.TrimStart('0') is { Length: > 0 } number && number != macnum ? [macnum, number] : [macnum];

    /// <summary>The texts and numbers under keys of a kind, also those within an object, and but for those of somebody above the site.</summary>
    private static IEnumerable<string> Texts(IEnumerable<KeyValuePair<string, object?>> fields, Func<string, bool> isMeant) => fields
        .Where(field => !_otherKeys.Any(other => field.Key.StartsWith(other, StringComparison.OrdinalIgnoreCase)))
        .SelectMany(field => field.Value switch
        {
            string or long when isMeant(field.Key) => [$"{field.Value}"],
            Dictionary<string, object?> inner => Texts(inner, isMeant),
            _ => (IEnumerable<string>)[],
        });

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
