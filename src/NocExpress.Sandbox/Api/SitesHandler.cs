using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>Lists the customer's sites.</summary>
internal sealed class SitesHandler(SandboxState state)
{
    public Task HandleAsync(HttpContext context)
    {
        Behaviour behaviour = state.Behaviour;
        Problems problems = new();
        QueryReader query = new(context.Request.Query, problems);
        string? search = query.Text("search");
        string? account = query.Text("account");
        string? store = query.Text("store");
        Problems refusals = new() { Source = Problems.Query };
        PageRequest request = PageRequest.Read(query, behaviour.Sites, refusals);
        if (problems.Any)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, problems);
        }

        if (refusals.Any)
        {
            return ListResponse.RefuseAsync(context, behaviour, refusals);
        }

        IEnumerable<Site> found = Find(search, account, store);
        if (behaviour.Sites.Endless)
        {
            found = ListResponse.Endless(found, state.Sites.Beyond);
        }

        ListPage<Site>? page = ListPage<Site>.Cut(found, request, behaviour.Sites, state.SitesResponses.Next());
        return ListResponse.WriteAsync(
            context,
            behaviour,
            behaviour.Sites,
            behaviour.SitesEnvelope,
            page,
            (json, site) => SiteJson.WriteFields(json, site, behaviour));
    }

    // A filter that is not given is not applied, so that the pages of a long list are found without making the rows before them.
    private IEnumerable<Site> Find(string? search, string? account, string? store)
    {
        IEnumerable<Site> found = state.Sites.All();
        if (search is not null)
        {
            found = found.Where(site => Contains(site.Name, search) || Contains(site.SiteName, search) || Contains(site.City, search));
        }

        if (account is not null)
        {
            found = found.Where(site => IsAccountOf(site, account));
        }

        return store is null ? found : found.Where(site => site.StoreNumber == store);
    }

    private static bool Contains(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsAccountOf(Site site, string account) =>
        new[] { site.Macnum, site.AccountName, site.ParentAccount }.Contains(account, StringComparer.OrdinalIgnoreCase);
}
