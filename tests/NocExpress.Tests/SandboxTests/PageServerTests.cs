using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.SandboxTests;

/// <summary>What the sandbox's page is served, and told, as its requests show it. What it does in a browser is in NocExpress.BrowserTests.</summary>
public sealed class PageServerTests : SandboxTest
{
    private const string Open = "Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common -MultiSite Outage";

    private readonly HttpClient _browser = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _browser.BaseAddress = Sandbox.BaseUri;
    }

    public override async Task DisposeAsync()
    {
        _browser.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_page_may_run_and_load_nothing_but_its_own_and_stands_in_no_frame()
    {
        using HttpResponseMessage page = await _browser.GetAsync("");

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        string[] policy = page.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("require-trusted-types-for 'script'", policy);
        Assert.DoesNotContain(policy, directive => directive.Contains("unsafe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_page_loads_is_served_with_its_type()
    {
        string page = await _browser.GetStringAsync("");

        foreach (string file in new[] { "app.js", "page.css", "icon.svg" })
        {
            Assert.Contains($"/_sandbox/page/{file}", page, StringComparison.Ordinal);
            using HttpResponseMessage response = await _browser.GetAsync($"_sandbox/page/{file}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task Opening_the_page_is_no_request_to_the_vendor()
    {
        await _browser.GetStringAsync("");
        await _browser.GetStringAsync("_sandbox/switches");

        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task The_page_is_told_at_once_what_there_is_and_then_what_is_new()
    {
        Run(Open).ShouldHaveNoErrors();
        using StreamReader events = new(await _browser.GetStreamAsync("_sandbox/page/events"));

        JsonNode first = await NextAsync(events);
        Assert.Equal(11, (int)first["tickets"]!["count"]!);
        Assert.Equal(8_100_011, (long)first["tickets"]!["rows"]![0]!["id"]!);
        Assert.Equal((await RequestsAsync()).Count, (int)first["requests"]!["count"]!);
        Assert.NotNull(first["behaviour"]);

        await AddFaultAsync(new { status = 503 });
        JsonNode next = await NextAsync(events);
        Assert.Equal(503, (int)next["faults"]![0]!["rule"]!["status"]!);
        Assert.Null(next["tickets"]);
    }

    [Fact]
    public async Task A_request_says_how_long_it_took_and_which_fault_struck_it()
    {
        await AddFaultAsync(new { status = 400, method = "GET", times = 1 });
        Run("Get-NocSite");
        Run("Get-NocSite").ShouldHaveNoErrors();

        JsonNode[] requests = [.. await RequestsAsync()];
        Assert.Equal(1, (int)requests[0]["fault"]!);
        Assert.Null(requests[1]["fault"]);
        Assert.All(requests, request => Assert.True((double)request["durationMs"]! >= 0));
        JsonNode one = await ControlAsync($"requests/{requests[1]["sequence"]}");
        Assert.Equal(requests[1].ToJsonString(), one.ToJsonString());
    }

    [Fact]
    public async Task A_fault_is_taken_away_by_its_number()
    {
        await AddFaultAsync(new { status = 400 });
        await AddFaultAsync(new { status = 503 });

        using HttpResponseMessage gone = await _browser.DeleteAsync("_sandbox/faults/1");
        using HttpResponseMessage again = await _browser.DeleteAsync("_sandbox/faults/1");

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(2, (int)Assert.Single(await FaultsAsync())["id"]!);
    }

    [Fact]
    public async Task Older_rows_are_served_when_they_are_asked_for()
    {
        Run(Open).ShouldHaveNoErrors();
        int requests = (await RequestsAsync()).Count;

        JsonArray older = (await _browser.GetFromJsonAsync<JsonArray>("_sandbox/page/requests?before=3&take=1"))!;
        JsonNode found = (await _browser.GetFromJsonAsync<JsonNode>("_sandbox/page/tickets?search=NORTHGATE&order=site&skip=1"))!;

        Assert.Equal(2, (long)Assert.Single(older)!["sequence"]!);
        Assert.True(requests > 3);
        Assert.Equal(2, (int)found["count"]!);
        Assert.Single(found["rows"]!.AsArray());
    }

    [Fact]
    public async Task The_limit_is_told_with_what_was_refused_for_it()
    {
        await SetBehaviourAsync(new { requestsPerMinute = 2 });
        Run("1..3 | ForEach-Object { Get-NocSite -ErrorAction SilentlyContinue } | Out-Null");
        using StreamReader events = new(await _browser.GetStreamAsync("_sandbox/page/events"));

        JsonNode limit = (await NextAsync(events))["limit"]!;

        Assert.Equal(2, (int)limit["perMinute"]!);
        JsonNode[] seconds = [.. limit["seconds"]!.AsArray().Select(second => second!)];
        Assert.Equal(2, seconds.Sum(second => (int)second["admitted"]!));
        Assert.Equal(1, seconds.Sum(second => (int)second["refused"]!));
    }

    private static async Task<JsonNode> NextAsync(StreamReader events)
    {
        while (true)
        {
            string line = await events.ReadLineAsync() ?? throw new EndOfStreamException();
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonNode.Parse(line["data: ".Length..])!;
            }
        }
    }
}
