using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Sandbox;
using Xunit;

namespace NocExpress.Tests.SandboxTests;

/// <summary>A test of what the sandbox itself sends, without the module.</summary>
public abstract class ListTest : IAsyncLifetime
{
    protected const string Sites = "api/v1/noc/companies/sites";

    private readonly HttpClient _client = new();
    private SandboxServer _server = null!;

    protected virtual SandboxOptions Options => new() { Sites = 130, RequestsPerMinute = 0 };

    protected Uri BaseUri => _server.BaseUri;

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync(Options);
        _client.BaseAddress = _server.BaseUri;

        using HttpRequestMessage request = new(HttpMethod.Post, _server.TokenUri)
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "urn:grt:nocexpress" }),
        };
        string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Options.ClientId}:{Options.ClientSecret}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        using HttpResponseMessage response = await _client.SendAsync(request);
        string token = (string)(await JsonOf(response))["access_token"]!;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>The query of the configurations of some sites, by their macnums.</summary>
    protected static string Configurations(string macnums, string services = "Broadband,DIA") =>
        $"api/v1/noc/configurations/external?macnums={macnums}&services={services}";

    protected async Task SetAsync(object behaviour) => Assert.Equal(HttpStatusCode.OK, await TrySetAsync(behaviour));

    protected async Task<HttpStatusCode> TrySetAsync(object behaviour)
    {
        using HttpResponseMessage response = await _client.PutAsJsonAsync("_sandbox/behaviour", behaviour);
        return response.StatusCode;
    }

    protected Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null) => _client.PostAsync(path, content);

    protected async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonOf(response);
    }

    protected async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path);
        return response.StatusCode;
    }

    /// <summary>The body of a response of this status.</summary>
    protected async Task<JsonNode> ErrorAsync(string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await _client.GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        return await JsonOf(response);
    }

    /// <summary>The rows of a response, a bare list or results.</summary>
    protected async Task<IReadOnlyList<JsonNode>> RowsAsync(string path)
    {
        JsonNode list = await GetAsync(path);
        return [.. (list as JsonArray ?? list["results"]!.AsArray()).Select(row => row!)];
    }

    protected async Task<IReadOnlyList<long>> IdsAsync(string path) => [.. (await RowsAsync(path)).Select(row => (long)row["id"]!)];

    /// <summary>The ids of the first sites of a customer, in order.</summary>
    protected static IEnumerable<long> SiteIds(int first, int count) => Enumerable.Range(700_000 + first, count).Select(id => (long)id);

    private static async Task<JsonNode> JsonOf(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonNode>())!;
}
