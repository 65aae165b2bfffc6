using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;
using NocExpress.Rules;
using NocExpress.Text;

namespace NocExpress.Commands;

/// <summary>Lists the company's sites (<c>GET /api/v1/noc/companies/sites</c>).</summary>
/// <remarks>
/// <para>
/// Without a filter it lists all sites. Different filters go into one request. A parameter with several values asks for each, and with the
/// other parameters for each combination; a site that several of them find comes out once. Where many values of one filter come, as from a
/// spreadsheet, the first ten are asked for one by one; the others are looked up in the list of all sites, where those ten show how, and
/// where that takes fewer requests.
/// </para>
/// <para>
/// The list is whole, or said not to be. The API cuts lists at a size that it does not publish: a list that may be cut is gone on with,
/// page by page, or by larger answers. Where neither helps, the error NocListIncomplete says so, and what came comes out all the same.
/// </para>
/// <para>
/// Sites come out as they arrive, so that Select-Object -First ends the download. A site's <see cref="NocSite.Macnum"/> is what configurations
/// and tickets are asked for by; the API allows sites that have none.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A filter that is given and empty is NocValidationFailed and asks for nothing: a variable that was never set, or a row with empty cells,
/// would otherwise list every site of the company. A query that fails is reported, and the next one goes on. What was asked for and found
/// no site is told in one warning at the end.
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
/// <para>Binds the property Store of each object, as the column Store of a table from Import-Csv. A store without a site is told of at the end.</para>
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
    /// <summary>
    /// So many values of a filter are asked for one by one; by what they find, others can be looked up in the list of all sites.
    /// </summary>
    private const int FewValues = 10;

    /// <summary>A value that finds more sites than this is no sample: it is not worth the memory.</summary>
    private const int MostFound = 10_000;

    private static readonly string?[] _any = [null];

    private readonly HashSet<SiteQuery> _asked = [];
    private readonly HashSet<long> _seen = [];
    private readonly List<SiteSample> _samples = [];
    private readonly List<SiteQuery> _left = [];
    private readonly List<KeyValuePair<string, string>> _notFound = [];
    private string[] _given = [];
    private TableColumns? _columns;

    /// <summary>A row whose columns name the filters. One that names none is an error: it would list every site.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Text to look for in the location's name (<c>search</c>). What counts as found is the server's to say.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? Search { get; set; }

    /// <summary>The account to look for (<c>account</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? Account { get; set; }

    /// <summary>The store to look for (<c>store</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? Store { get; set; }

    /// <summary>
    /// The most sites in one answer (<c>page_size</c>), which is not the size of the list: Select-Object -First limits that.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? PageSize { get; set; }

    private (string Name, string[]? Values)[] Filters => [(nameof(Search), Search), (nameof(Account), Account), (nameof(Store), Store)];

    /// <summary>Takes the connection, and notes which filters stand on the command line, and do not come out of the pipeline.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _columns = new TableColumns(ColumnParameters(), MyInvocation.BoundParameters.ContainsKey);
        _given = [.. Filters.Select(static filter => filter.Name).Where(MyInvocation.BoundParameters.ContainsKey)];
    }

    /// <summary>Asks for the sites of one set of filters.</summary>
    protected override void ProcessRecord()
    {
        if (BlankFilters() is { Length: > 0 } blank)
        {
            string named = string.Join(", ", blank.Select(static name => "-" + name));
            ReportInvalid($"{named}: given and empty, which would list every site. Give a value, or leave the parameter out.", null);
            return;
        }

        WarnOfColumns(_columns!, InputObject);
        if (Problem() is { } problem)
        {
            ReportInvalid(problem, InputObject);
            return;
        }

        foreach (SiteQuery query in Queries().Where(_asked.Add))
        {
            if (_samples.Count < FewValues || !IsLookedUpTogether(query))
            {
                Ask(query);
            }
            else
            {
                _left.Add(query);
            }
        }
    }

    /// <summary>Looks up what is left, and tells what found nothing.</summary>
    protected override void EndProcessing()
    {
        foreach (IGrouping<string, SiteQuery> kind in _left.GroupBy(static query => query.Filters[0].Key).ToArray())
        {
            SiteQuery[] queries = [.. kind];
            foreach (SiteQuery query in queries.Length > FewValues ? Match(kind.Key, queries) : queries)
            {
                Ask(query);
            }
        }

        if (_notFound.Count > 0)
        {
            WriteWarning(NothingFound.Describe("site", _notFound, Connected.Client.Seen));
        }
    }

    /// <remarks>A number or a name of an account stands in its sites. What a search looks at, and how, is the server's to know.</remarks>
    private static bool IsLookedUpTogether(SiteQuery query) => query.Filters.Count == 1 && query.Filters[0].Key != nameof(Search);

    private void Ask(SiteQuery query)
    {
        HashSet<long> found = [];
        bool isAnswered = false;
        bool isNothing = true;
        bool isFiltered = query.Filters.Count > 0;
        Call(query.ToString(), async (client, tenant, pump) =>
        {
            await client.GetSitesAsync(query with { GrantedTenantMacnum = tenant }, Emit, pump).ConfigureAwait(false);
            isAnswered = true;

            Task Emit(NocSite site)
            {
                isNothing = false;
                if (!isFiltered || site.Id is not { } id)
                {
                    return pump.EmitAsync(site);
                }

                if (found.Count <= MostFound)
                {
                    found.Add(id);
                }

                return _seen.Add(id) ? pump.EmitAsync(site) : Task.CompletedTask;
            }
        });
        if (isAnswered && isNothing)
        {
            _notFound.AddRange(query.Filters);
        }

        if (isAnswered && query.Filters.Count == 1 && found.Count <= MostFound)
        {
            _samples.Add(new SiteSample(query, found));
        }
    }

    /// <summary>Looks up many values of one filter in the list of all sites.</summary>
    /// <returns>The ones that cannot be looked up there.</returns>
    private IReadOnlyList<SiteQuery> Match(string filter, SiteQuery[] queries)
    {
        SiteSample[] samples = [.. _samples.Where(sample => sample.Query.Filters[0].Key == filter)];
        IReadOnlyList<SiteQuery> left = [];
        Call(filter, async (client, tenant, pump) =>
            left = await client.MatchSitesAsync(
                [.. queries.Select(query => query with { GrantedTenantMacnum = tenant })],
                samples,
                (_, site) => _seen.Add(site.Id ?? 0) ? pump.EmitAsync(site) : Task.CompletedTask,
                pump).ConfigureAwait(false));
        return left;
    }

    private string? Problem()
    {
        foreach ((string name, string[]? values) in Filters.Where(static filter => filter.Name != nameof(Search)))
        {
            foreach (string value in OrAny(values).OfType<string>())
            {
                if (Identifier.Read(value, out _) is { } problem)
                {
                    return $"{name} {TerminalText.Quoted(value)} {problem}";
                }
            }
        }

        return ProblemWithInput();
    }

    /// <summary>What is wrong with what came down the pipeline, if anything did.</summary>
    private string? ProblemWithInput() =>
        !MyInvocation.ExpectingInput ? null
        : _columns!.WrongSeparator(InputObject) is { } wrong ? $"The input {wrong} Nothing was asked for."
        : Filters.All(static filter => OrAny(filter.Values) == _any)
            ? $"The input {TerminalText.Quoted(InputObject?.ToString())} has no Search, Account or Store, and would list every site. It is left out."
        : null;

    private SiteQuery[] Queries() =>
    [
        .. from search in OrAny(Search)
           from account in OrAny(Account)
           from store in OrAny(Store)
           select new SiteQuery { Search = search, Account = account?.Trim(), Store = store?.Trim(), PageSize = PageSize },
    ];

    /// <summary>
    /// The filters that are given and empty. A variable that was never set must not turn into all sites of the company, and a row with
    /// empty cells alone neither; an empty cell beside a full one is no filter.
    /// </summary>
    private string[] BlankFilters()
    {
        string[] blank =
        [
            .. Filters.Where(filter => _given.Contains(filter.Name) && (filter.Values is null or [] || filter.Values.Any(string.IsNullOrWhiteSpace)))
                .Select(static filter => filter.Name),
        ];
        if (blank.Length > 0 || Filters.Any(static filter => OrAny(filter.Values) != _any))
        {
            return blank;
        }

        return [.. Filters.Select(static filter => filter.Name).Where(MyInvocation.BoundParameters.ContainsKey)];
    }

    private static string?[] OrAny(string[]? values)
    {
        string?[] given = [.. (values ?? []).Where(value => !string.IsNullOrWhiteSpace(value))];
        return given.Length == 0 ? _any : given;
    }
}
