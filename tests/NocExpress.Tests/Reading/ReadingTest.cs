using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Security;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Client;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Rules;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>A test of the client alone against a sandbox, over real HTTP: thousands of servers would take too long through PowerShell.</summary>
public abstract class ReadingTest : IAsyncLifetime
{
    protected static readonly IReadOnlyList<string> AllServices = ServiceNames.All;

    private readonly HttpClient _control = new();
    private SandboxServer _sandbox = null!;
    private INocClient _client = null!;

    protected Uri BaseUri => _sandbox.BaseUri;

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { RequestsPerMinute = 0 });
        _control.BaseAddress = _sandbox.BaseUri;
        Reconnect();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _control.Dispose();
        await _sandbox.DisposeAsync();
    }

    /// <summary>Makes a connection that knows nothing of the server yet.</summary>
    protected void Reconnect() => Connect(_sandbox.BaseUri, new NetworkCredential("", new SandboxOptions().ClientSecret).SecurePassword);

    /// <summary>Makes a connection to any server, which has nothing to do with tokens unless there is a secret.</summary>
    protected void Connect(Uri server, SecureString? secret = null)
    {
        _client?.Dispose();
        _client = NocClient.Create(new ClientOptions
        {
            BaseUri = server,
            TokenUri = _sandbox.TokenUri,
            ClientId = new SandboxOptions().ClientId,
            ClientSecret = secret,
            AccessToken = secret is null ? new NetworkCredential("", "any").SecurePassword : null,
            Scope = ConnectionSettings.DefaultScope,
            RequestsPerMinute = int.MaxValue,
            MaximumRetryCount = 3,
            Timeout = TimeSpan.FromSeconds(100),
        });
    }

    /// <summary>Makes the sandbox another server, of which the connection knows nothing yet.</summary>
    protected async Task ServeAsync(object behaviour)
    {
        await ChangeAsync(behaviour);
        Reconnect();
    }

    /// <summary>Makes the sandbox another server behind the connection's back.</summary>
    protected async Task ChangeAsync(object behaviour) => await AcceptedAsync(_control.PutAsJsonAsync("_sandbox/behaviour", behaviour));

    protected async Task AddFaultAsync(object fault) => await AcceptedAsync(_control.PostAsJsonAsync("_sandbox/faults", fault));

    /// <summary>The queries of the requests of a list since the last time that somebody asked.</summary>
    protected async Task<IReadOnlyList<JsonNode>> TakeRequestsAsync(string path)
    {
        JsonNode[] requests = [.. (await _control.GetFromJsonAsync<JsonArray>("_sandbox/requests"))!.Select(request => request!)];
        await AcceptedAsync(_control.DeleteAsync("_sandbox/requests"));
        return [.. requests.Where(request => ((string)request["path"]!).Contains(path, StringComparison.Ordinal))];
    }

    internal async Task<Reading<NocSite>> ReadSitesAsync(int? pageSize = null, string? search = null)
    {
        Reading<NocSite> reading = new();
        try
        {
            await _client.GetSitesAsync(new SiteQuery { PageSize = pageSize, Search = search }, reading.TakeAsync, reading.Call);
        }
        catch (NocException error)
        {
            reading.Errors.Add(error);
        }

        return reading;
    }

    internal async Task<Reading<NocConfiguration>> ReadConfigurationsAsync(IReadOnlyList<string> macnums, IReadOnlyList<string>? services = null, int? pageSize = null)
    {
        Reading<NocConfiguration> reading = new();
        ConfigurationQuery query = new() { Macnums = macnums, Services = services ?? AllServices, PageSize = pageSize };
        reading.Summary = await _client.GetConfigurationsAsync(query, reading.TakeAsync, reading.Call);
        return reading;
    }

    /// <summary>The ids of the first sites of the sandbox, in order.</summary>
    protected static IEnumerable<long?> SiteIds(int count) => Enumerable.Range(700_001, count).Select(id => (long?)id);

    /// <summary>The macnums of the sandbox's first sites that have one.</summary>
    protected static string[] MacnumsOf(int sites) =>
        [.. Enumerable.Range(0, sites).Where(site => site % 12 != 10).Select(site => ((2_145_678 + site * 37_493_791L) % 100_000_000).ToString("D8", null))];

    private static async Task AcceptedAsync(Task<HttpResponseMessage> sent)
    {
        using HttpResponseMessage answer = await sent;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>What came of reading a list.</summary>
internal sealed class Reading<T>
{
    public QuietCall Call { get; } = new();

    public List<T> Rows { get; } = [];

    public List<NocException> Errors => Call.Errors;

    public ConfigurationSummary? Summary { get; set; }

    public bool IsSaidToBeIncomplete => Errors.Count > 0 && Errors.TrueForAll(error => error.Kind == NocErrorKind.ListIncomplete);

    public Task TakeAsync(T row)
    {
        Rows.Add(row);
        return Task.CompletedTask;
    }

    public NocException ShouldBeSaidToBeIncomplete()
    {
        NocException error = Assert.Single(Errors);
        Assert.Equal(NocErrorKind.ListIncomplete, error.Kind);
        return error;
    }

    public Reading<T> ShouldHaveNoErrors()
    {
        Assert.Empty(Errors.Select(error => error.Message));
        return this;
    }
}
