using System;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Json;
using NocExpress.Client.Lists;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Configurations;

/// <summary><c>GET /api/v1/noc/configurations/external</c>.</summary>
internal sealed class ConfigurationsEndpoint
{
    private readonly ApiSender _session;
    private readonly CompletionCache _seen;
    private readonly ServerPaging _paging = new();
    private readonly QuerySplitter _splitter;

    /// <summary>The path that this server has answered on.</summary>
    private volatile string? _path;

    private volatile bool _asksForOne;

    public ConfigurationsEndpoint(ClientOptions options, ApiSender session, CompletionCache seen)
    {
        _session = session;
        _seen = seen;
        _splitter = new QuerySplitter(options, _paging);
    }

    /// <summary>Whether this server's rows leave open whose they are, so that only one site can be asked for at a time.</summary>
    public bool AsksForOne
    {
        get => _asksForOne;
        set => _asksForOne = value;
    }

    /// <summary>How many macnums to ask for at once, so that the answer is likely to come whole.</summary>
    public int MacnumsPerRequest(ConfigurationQuery query) => _splitter.MacnumsPerRequest(query);

    /// <summary>Asks for many sites, in as few requests as can be; where one fails, the others go on.</summary>
    public Task<ConfigurationSummary> ListAsync(ConfigurationQuery query, Func<NocConfiguration, Task> emit, ICallContext call) =>
        new ConfigurationReading(this, _splitter, new ListReader(_paging), query, row => emit(_seen.Note(row)), call).ReadAsync();

    /// <summary>Asks for a page of the answer, on the path that the server knows.</summary>
    public async Task<ListEnvelope> AskAsync(ConfigurationQuery query, PageRequest page, Func<JsonFields, Task> row, ICallContext call)
    {
        string first = _path ?? ConfigurationRequests.LongPath;
        try
        {
            ListEnvelope envelope = await AskAsync(first, query, page, row, call).ConfigureAwait(false);
            _path = first;
            return envelope;
        }
        catch (NocException notFound) when (notFound.StatusCode == 404 && first == ConfigurationRequests.LongPath && _path != ConfigurationRequests.LongPath)
        {
            try
            {
                ListEnvelope envelope = await AskAsync(ConfigurationRequests.ShortPath, query, page, row, call).ConfigureAwait(false);
                _path = ConfigurationRequests.ShortPath;
                return envelope;
            }
            catch (NocException alike) when (alike.StatusCode == 404)
            {
                throw notFound;
            }
        }
    }

    private Task<ListEnvelope> AskAsync(string path, ConfigurationQuery query, PageRequest page, Func<JsonFields, Task> row, ICallContext call) =>
        _session.SendAsync(ConfigurationRequests.Make(path, query, page), response => response.ReadRowsAsync(row), call);
}
