using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Client.Lists;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Sites;

/// <summary><c>GET /api/v1/noc/companies/sites</c>.</summary>
[GoesBy(Guess.SiteFields)]
internal sealed class SitesEndpoint(ApiSender session, CompletionCache seen)
{
    public const string Path = "api/v1/noc/companies/sites";

    private const string Subject = "The sites";

    private readonly ServerPaging _paging = new();

    /// <summary>Reads the sites of one set of filters.</summary>
    /// <exception cref="NocException">Among others <see cref="NocErrorKind.ListIncomplete"/>: there may be more of them.</exception>
    public async Task ListAsync(SiteQuery query, Func<NocSite, Task> emit, ICallContext call)
    {
        ListResult result = await ReadAsync(query, emit, call).ConfigureAwait(false);
        if (!result.IsWhole)
        {
            throw result.ToError(Subject, "Narrow the list by -Search, -Account or -Store.");
        }
    }

    /// <summary>Reads the sites of one set of filters, as far as they can be had in so many requests.</summary>
    public Task<ListResult> ReadAsync(
        SiteQuery query, Func<NocSite, Task> emit, ICallContext call, int mostRequests = ListQuery.ManyRequests) =>
        new ListReader(_paging).ReadAsync(
            new ListQuery
            {
                What = "sites",
                AskAsync = (page, row) => AskAsync(query, page, row, call),
                AskLongerAsync = query.Filters.Count == 0 ? null : (page, row) => AskAsync(query.WithoutFilters(), page, row, call),
                Identify = static fields => fields.Identity(),
                TakeAsync = fields => emit(seen.Note(Read(fields))),
                PageSize = query.PageSize,
                MostRequests = mostRequests,
            },
            call);

    private Task<ListEnvelope> AskAsync(SiteQuery query, PageRequest page, Func<JsonFields, Task> row, ICallContext call) =>
        session.SendAsync(Request(query, page), response => response.ReadRowsAsync(row), call);

    private static ApiRequest Request(SiteQuery query, PageRequest page) =>
        new ApiRequest { Path = Path, Subject = Subject, ExistsOnEveryServer = true }
            .With("search", query.Search)
            .With("account", query.Account)
            .With("store", query.Store)
            .With("page_size", page.Size)
            .With("page", page.Number)
            .With("granted_tenant_macnum", query.GrantedTenantMacnum);

    [MethodImpl(JitHint.AggressiveOptimization)]
    private static NocSite Read(JsonFields fields) => new()
    {
        Id = fields.Id("id"),
        Name = fields.Text("name"),
        Macnum = fields.Text("macnum"),
        SiteName = fields.Text("site_name"),
        AccountName = fields.Text("account_name"),
        AddressLine1 = fields.Text("address_line_1"),
        AddressLine2 = fields.Text("address_line_2"),
        City = fields.Text("city"),
        State = fields.Text("state"),
        Zip = fields.Text("zip"),
        ParentMacnum = fields.Text("parent_macnum"),
        ParentName = fields.Text("parent_name"),
        ParentAccount = fields.Text("parent_account"),
        IsChronic = fields.Flag("is_chronic"),
        Rest = fields.Rest(),
    };
}
