using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Json;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Configurations;

/// <summary><c>GET /api/v1/noc/configurations/external</c>.</summary>
internal sealed class ConfigurationsEndpoint(ClientOptions options, ApiSender session, CompletionCache sightings)
{
    private const string LongPath = "api/v1/noc/configurations/external";

    /// <summary>How the page of Create Ticket calls the same thing.</summary>
    private const string ShortPath = "api/v1/noc/configurations";

    /// <summary>The longest address that every common proxy and web server takes as it comes.</summary>
    private const int LongestAddress = 2000;

    /// <summary>The path that this server has answered on.</summary>
    private volatile string? _path;

    /// <summary>Whether this server's rows leave open whose they are, so that only one site can be asked for at a time.</summary>
    private volatile bool _asksForOne;

    /// <summary>Asks for many sites, in as few requests as can be; where one fails, the others go on.</summary>
    public async Task ListAsync(ConfigurationQuery query, Func<NocConfiguration, Task> emit, ICallContext call)
    {
        foreach (ConfigurationQuery part in Fitting(query))
        {
            HashSet<(string?, long)> seen = [];
            bool isDone = part.Macnums.Count > 1 && !_asksForOne
                && await GuardedAsync(part, () => TryListAllAsync(part, seen, emit, call), call).ConfigureAwait(false);
            foreach (string macnum in isDone ? [] : part.Macnums)
            {
                ConfigurationQuery one = part with { Macnums = [macnum] };
                await GuardedAsync(one, () => ListOneAsync(one, macnum, seen, emit, call), call).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Splits a query so that its addresses do not get too long.</summary>
    private IEnumerable<ConfigurationQuery> Fitting(ConfigurationQuery query)
    {
        int room = LongestAddress - Request(LongPath, query with { Macnums = [] }).Below(options.BaseUri).AbsoluteUri.Length;
        List<string> fitting = [];
        int length = 0;
        foreach (string macnum in query.Macnums)
        {
            int added = Uri.EscapeDataString(macnum).Length + 1;
            if (fitting.Count > 0 && length + added > room)
            {
                yield return query with { Macnums = fitting };
                fitting = [];
                length = 0;
            }

            fitting.Add(macnum);
            length += added;
        }

        yield return query with { Macnums = fitting };
    }

    /// <summary>Does the work, and reports its failure against the sites it is about, unless nothing that follows can do better.</summary>
    /// <returns>What the work returns; true also where it failed, so that it is not done in another way.</returns>
    private static async Task<bool> GuardedAsync(ConfigurationQuery query, Func<Task<bool>> work, ICallContext call)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (NocException error) when (!error.IsTerminating)
        {
            await call.ErrorAsync(error, query.Macnums.ToArray()).ConfigureAwait(false);
            return true;
        }
    }

    private async Task<bool> ListOneAsync(ConfigurationQuery query, string macnum, HashSet<(string?, long)> seen, Func<NocConfiguration, Task> emit, ICallContext call)
    {
        await AskAsync(
            query,
            fields => Read(fields, macnum) is { } row && (row.Id is not { } id || seen.Add((row.Macnum, id))) ? emit(sightings.Note(row)) : Task.CompletedTask,
            call).ConfigureAwait(false);
        return true;
    }

    /// <summary>Asks for all sites at once, and hands over the rows that say whose they are.</summary>
    /// <returns>Whether all of them did.</returns>
    private async Task<bool> TryListAllAsync(ConfigurationQuery query, HashSet<(string?, long)> seen, Func<NocConfiguration, Task> emit, ICallContext call)
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

                return emit(sightings.Note(row));
            },
            call).ConfigureAwait(false);
        if (!allNamed && !_asksForOne)
        {
            _asksForOne = true;
            call.Verbose("The configurations of several sites do not say whose they are: each site is asked for by itself.");
        }

        return allNamed;
    }

    private async Task AskAsync(ConfigurationQuery query, Func<JsonFields, Task> row, ICallContext call)
    {
        int count;
        string first = _path ?? LongPath;
        try
        {
            count = await AskAsync(first, query, row, call).ConfigureAwait(false);
            _path = first;
        }
        catch (NocException notFound) when (notFound.StatusCode == 404 && first == LongPath && _path != LongPath)
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

    private Task<int> AskAsync(string path, ConfigurationQuery query, Func<JsonFields, Task> row, ICallContext call) =>
        session.SendAsync(Request(path, query), response => response.ReadRowsAsync(row), call);

    private static ApiRequest Request(string path, ConfigurationQuery query) =>
        new ApiRequest { Path = path, Subject = $"The configurations of macnum {string.Join(", ", query.Macnums.Select(macnum => TerminalText.Line(macnum)))}", ExistsOnEveryServer = true }
            .With("macnums", query.Macnums)
            .With("services", query.Services)
            .With("search_service_id", query.ServiceId)
            .With("search_serial_number", query.SerialNumber)
            .With("page_size", query.PageSize)
            .With("granted_tenant_macnum", query.GrantedTenantMacnum);

    [MethodImpl(JitHint.AggressiveOptimization)]
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
        Rest = fields.Rest(),
    };
}
