using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Client.Configurations;

/// <summary><c>GET /api/v1/noc/configurations/external</c>.</summary>
internal sealed class ConfigurationsEndpoint(ApiSession session)
{
    private const string LongPath = "api/v1/noc/configurations/external";

    /// <summary>How the page of Create Ticket calls the same thing.</summary>
    private const string ShortPath = "api/v1/noc/configurations";

    /// <summary>The path that this server has answered on.</summary>
    private volatile string? _path;

    /// <summary>Whether this server's rows leave open whose they are, so that only one site can be asked for at a time.</summary>
    private volatile bool _asksForOne;

    public async Task ListAsync(ConfigurationQuery query, Func<NocConfiguration, Task> emit, ICall call)
    {
        HashSet<(string?, long)> seen = [];
        if (query.Macnums.Count > 1 && !_asksForOne)
        {
            _asksForOne = !await TryListAllAsync(query, seen, emit, call).ConfigureAwait(false);
            if (!_asksForOne)
            {
                return;
            }

            call.Verbose("The configurations of several sites do not say whose they are: each site is asked for by itself.");
        }

        foreach (string macnum in query.Macnums)
        {
            await AskAsync(
                query with { Macnums = [macnum] },
                fields => Read(fields, macnum) is { } row && (row.Id is not { } id || seen.Add((row.Macnum, id))) ? emit(row) : Task.CompletedTask,
                call).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for all sites at once, and hands over the rows that say whose they are.</summary>
    /// <returns>Whether all of them did.</returns>
    private async Task<bool> TryListAllAsync(ConfigurationQuery query, HashSet<(string?, long)> seen, Func<NocConfiguration, Task> emit, ICall call)
    {
        bool allNamed = true;
        await AskAsync(
            query,
            fields =>
            {
                NocConfiguration row = Read(fields, null);
                if (row.Macnum is null)
                {
                    allNamed = false;
                    return Task.CompletedTask;
                }

                if (row.Id is { } id)
                {
                    seen.Add((row.Macnum, id));
                }

                return emit(row);
            },
            call).ConfigureAwait(false);
        return allNamed;
    }

    private async Task AskAsync(ConfigurationQuery query, Func<JsonFields, Task> row, ICall call)
    {
        int count;
        string first = _path ?? LongPath;
        try
        {
            count = await AskAsync(first, query, row, call).ConfigureAwait(false);
            _path = first;
        }
        catch (NocException notFound) when (notFound.StatusCode == 404 && _path is null)
        {
            try
            {
                count = await AskAsync(ShortPath, query, row, call).ConfigureAwait(false);
            }
            catch (NocException alike) when (alike.StatusCode == 404)
            {
                throw notFound;
            }

            _path = ShortPath;
        }

        PageLimit.WarnWhereReached("configurations", count, query.PageSize, call);
    }

    private Task<int> AskAsync(string path, ConfigurationQuery query, Func<JsonFields, Task> row, ICall call)
    {
        ApiRequest request = new ApiRequest { Path = path, Subject = $"The configurations of macnum {string.Join(", ", query.Macnums)}" }
            .With("macnums", query.Macnums)
            .With("services", query.Services)
            .With("search_service_id", query.ServiceId)
            .With("search_serial_number", query.SerialNumber)
            .With("page_size", query.PageSize)
            .With("granted_tenant_macnum", query.GrantedTenantMacnum);
        return session.SendAsync(request, answer => answer.ReadRowsAsync(element => row(answer.Fields(element))), call);
    }

    private static NocConfiguration Read(JsonFields fields, string? askedFor) => new()
    {
        Id = fields.Id("id"),
        Name = fields.Text("name"),
        Type = fields.Text("type"),
        Status = fields.Text("status"),
        Macnum = fields.Text("macnum") ?? fields.Text("site_macnum") ?? askedFor,
        SiteName = fields.Text("site_name"),
        TypeNames = fields.Texts("type_name", "ticket_type_name", "ticket_type"),
        SubtypeNames = fields.Texts("subtype_name", "ticket_subtype_name", "ticket_subtype"),
        AdditionalProperties = fields.Rest(),
    };
}
