using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
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
        int limit = query.RowLimit(behaviour.PageLimit);
        if (problems.Any)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, problems);
        }

        IEnumerable<Site> found = state.Sites.All()
            .Where(site => search is null || Contains(site.Name, search) || Contains(site.SiteName, search) || Contains(site.City, search))
            .Where(site => account is null || IsAccountOf(site, account))
            .Where(site => store is null || site.StoreNumber == store)
            .Take(limit);
        return JsonResponseWriter.WriteListAsync(context, behaviour, behaviour.Envelope ?? Envelope.Results, found, WriteFields);
    }

    private static bool Contains(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsAccountOf(Site site, string account) =>
        new[] { site.Macnum, site.AccountName, site.ParentAccount }.Contains(account, StringComparer.OrdinalIgnoreCase);

    private static void WriteFields(Utf8JsonWriter json, Site site)
    {
        json.WriteNumber("id", site.Id);
        json.WriteString("name", site.Name);
        WriteOptional(json, "macnum", site.Macnum);
        WriteOptional(json, "site_name", site.SiteName);
        WriteOptional(json, "account_name", site.AccountName);
        json.WriteString("address_line_1", site.AddressLine1);

        // Of the two ways to say that a value is missing, a client meets both.
        json.WriteString("address_line_2", site.AddressLine2);
        json.WriteString("city", site.City);
        WriteOptional(json, "state", site.State);
        json.WriteString("zip", site.Zip);
        WriteOptional(json, "parent_macnum", site.ParentMacnum);
        WriteOptional(json, "parent_name", site.ParentName);
        json.WriteString("parent_account", site.ParentAccount);
        json.WriteBoolean("is_chronic", site.IsChronic);
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
