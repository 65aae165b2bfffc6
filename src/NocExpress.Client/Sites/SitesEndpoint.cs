using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Json;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Sites;

/// <summary><c>GET /api/v1/noc/companies/sites</c>.</summary>
internal sealed class SitesEndpoint(ApiSender session, CompletionCache seen)
{
    public async Task ListAsync(SiteQuery query, Func<NocSite, Task> emit, ICallContext call)
    {
        ApiRequest request = new ApiRequest { Path = "api/v1/noc/companies/sites", Subject = "The sites", ExistsOnEveryServer = true }
            .With("search", query.Search)
            .With("account", query.Account)
            .With("store", query.Store)
            .With("page_size", query.PageSize)
            .With("granted_tenant_macnum", query.GrantedTenantMacnum);
        int count = await session.SendAsync(request, response => response.ReadRowsAsync(row => emit(seen.Note(Read(row)))), call).ConfigureAwait(false);
        PageLimit.WarnWhereReached("sites", count, query.PageSize, call);
    }

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
