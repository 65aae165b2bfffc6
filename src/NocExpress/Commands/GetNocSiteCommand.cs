using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>
/// Lists the company's sites (<c>GET /api/v1/noc/companies/sites</c>). A parameter with several values asks for each, and with the
/// other parameters for each combination; a site that several of them find comes out once.
/// </summary>
[Cmdlet(VerbsCommon.Get, "NocSite")]
[OutputType(typeof(NocSite))]
public sealed class GetNocSiteCommand : ConnectedCommand
{
    private static readonly string?[] _any = [null];

    /// <summary>Text to look for in the location's name (<c>search</c>).</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[]? Search { get; set; }

    /// <summary>The account (<c>account</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Account { get; set; }

    /// <summary>The store (<c>store</c>).</summary>
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
