using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>The entries of a request in a journal of which nobody knows what became of them, as a command that selects these and no others.</summary>
/// <param name="Journal">What <c>Get-NocJournal</c> takes for the journal.</param>
/// <param name="Request">What the request is called in it.</param>
internal sealed record JournalSelection(string Journal, string Request)
{
    /// <summary>So many sites are named, so that each can be settled by itself.</summary>
    private const int MostNamed = 5;

    /// <summary>Whether the request has other sites of which nobody knows.</summary>
    public bool HasOtherSites { get; init; }

    /// <summary>Whether a site was sent with other configurations, too.</summary>
    public bool HasOtherConfigurations { get; init; }

    public string Command(IReadOnlyList<NocTicketSite> sites)
    {
        string macnums = HasOtherSites || sites.Count <= MostNamed ? In("Macnum", [.. sites.Select(site => Quoted(site.Macnum))]) : "";
        string configurations = HasOtherConfigurations ? In("ConfigurationId", [.. sites.SelectMany(site => site.ConfigurationIds).Select(id => $"{id}")]) : "";
        return $"Get-NocJournal {Journal} | Where-Object {{ $_.State -eq 'Unknown' -and $_.Request -eq {Quoted(Request)}{macnums}{configurations} }}";
    }

    private static string In(string property, string[] values) => $" -and $_.{property} {(values.Length == 1 ? "-eq" : "-in")} {string.Join(", ", values)}";

    private static string Quoted(string text) => $"'{text.Replace("'", "''")}'";
}
