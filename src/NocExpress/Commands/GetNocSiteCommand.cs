using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>Lists the company's sites (<c>GET /api/v1/noc/companies/sites</c>).</summary>
/// <remarks>
/// <para>
/// Without a filter it lists all sites. Different filters go into one request. A parameter with several values asks for each, and with the
/// other parameters for each combination; a site that several of them find comes out once.
/// </para>
/// <para>
/// Sites come out as they arrive, so that Select-Object -First ends the download. A site's <see cref="NocSite.Macnum"/> is what configurations
/// and tickets are asked for by; the API allows sites that have none.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// Filters that are given and all empty are NocValidationFailed and ask for nothing: a row with empty cells would otherwise list every site of
/// the company. A query that fails is reported, and the next one goes on.
/// </para>
/// </notes>
/// <example>
/// <summary>List all sites.</summary>
/// <code>
/// Get-NocSite
/// </code>
/// <para>Lists the sites of the company that the connection acts for.</para>
/// </example>
/// <example>
/// <summary>Look for sites by name.</summary>
/// <code>
/// Get-NocSite -Search Minneapolis, Tulsa | Sort-Object State, City | Format-Table Macnum, Name, City, State
/// </code>
/// <para>Asks twice, once for each name, and sorts what was found.</para>
/// </example>
/// <example>
/// <summary>Look for the stores of a list.</summary>
/// <code>
/// '118', '122' | ForEach-Object { [pscustomobject]@{ Store = $_ } } | Get-NocSite
/// </code>
/// <para>Binds the property Store of each object, as it would the column Store of a table from Import-Csv.</para>
/// </example>
/// <example>
/// <summary>List the sites that have had many tickets.</summary>
/// <code>
/// Get-NocSite | Where-Object IsChronic
/// </code>
/// <para>Filters here what the API cannot filter by.</para>
/// </example>
/// <seealso cref="GetNocConfigurationCommand"/>
/// <seealso cref="NewNocTicketCommand"/>
[Cmdlet(VerbsCommon.Get, "NocSite", HelpUri = "https://dev.dx.granitemsp.com/g360/nocexpress/search-sites")]
[OutputType(typeof(NocSite))]
public sealed class GetNocSiteCommand : ConnectedCommand
{
    private static readonly string?[] _any = [null];

    /// <summary>Text to look for in the location's name (<c>search</c>); one request for each text. What counts as found is the server's to say.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[]? Search { get; set; }

    /// <summary>The account to look for (<c>account</c>); one request for each.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Account { get; set; }

    /// <summary>The store to look for (<c>store</c>); one request for each.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Store { get; set; }

    /// <summary>The most sites to return (<c>page_size</c>). There is no next page: as many sites as this may be a part of them, and a warning says so.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? PageSize { get; set; }

    /// <summary>Asks for the sites of one set of filters.</summary>
    protected override void ProcessRecord()
    {
        if (FiltersAreBlank())
        {
            ReportInvalid("The filters are all empty, which would list every site. Give -Search, -Account or -Store a value, or leave them out.", null);
            return;
        }

        SiteQuery[] queries = Queries();
        HashSet<long>? seen = queries.Length > 1 ? [] : null;
        foreach (SiteQuery query in queries)
        {
            Call(query.ToString(), (client, tenant, pump) => client.GetSitesAsync(
                query with { GrantedTenantMacnum = tenant },
                site => seen is null || site.Id is not { } id || seen.Add(id) ? pump.EmitAsync(site) : Task.CompletedTask,
                pump));
        }
    }

    private SiteQuery[] Queries() =>
    [
        .. from search in OrAny(Search)
           from account in OrAny(Account)
           from store in OrAny(Store)
           select new SiteQuery { Search = search, Account = account, Store = store, PageSize = PageSize },
    ];

    /// <remarks>A row with empty cells, or a variable that was never set, must not turn into all sites of the company.</remarks>
    private bool FiltersAreBlank()
    {
        string[]?[] filters = [Search, Account, Store];
        bool anyGiven = new[] { nameof(Search), nameof(Account), nameof(Store) }.Any(MyInvocation.BoundParameters.ContainsKey);
        return anyGiven && filters.All(filter => OrAny(filter) == _any);
    }

    private static string?[] OrAny(string[]? values)
    {
        string?[] given = [.. (values ?? []).Where(value => !string.IsNullOrWhiteSpace(value))];
        return given.Length == 0 ? _any : given;
    }
}
