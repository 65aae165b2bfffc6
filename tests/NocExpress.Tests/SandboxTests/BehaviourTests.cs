using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Sandbox;
using Xunit;

namespace NocExpress.Tests.SandboxTests;

/// <summary>The sandbox starts with the behaviour that it is given, shows and changes it, and comes back to it.</summary>
public sealed class BehaviourTests : ListTest
{
    protected override SandboxOptions Options => base.Options with { Behaviour = """{"siteCount":40,"sites":{"defaultSize":25}}""" };

    [Fact]
    public async Task It_starts_as_it_is_told()
    {
        Assert.Equal(SiteIds(1, 25), await IdsAsync(Sites));
        Assert.Equal(25, (int)(await BehaviourAsync())["sites"]!["defaultSize"]!);
    }

    [Fact]
    public async Task A_reset_comes_back_to_the_start()
    {
        await SetAsync(new { siteCount = 7, sites = new { defaultSize = 5 }, configurationsPerSite = 2, macnumForm = "number" });
        Assert.Equal(SiteIds(1, 5), await IdsAsync(Sites));

        await ResetAsync();

        Assert.Equal(SiteIds(1, 25), await IdsAsync(Sites));
        JsonNode behaviour = await BehaviourAsync();
        Assert.Null(behaviour["configurationsPerSite"]);
        Assert.Equal("text", (string)behaviour["macnumForm"]!);
    }

    [Fact]
    public async Task Setting_the_behaviour_counts_responses_anew()
    {
        await SetAsync(new { sites = new { firstRowVanishesAfter = 1 } });
        await RowsAsync(Sites);
        await SetAsync(new { sites = new { firstRowVanishesAfter = 1 } });

        Assert.Equal(40, (await RowsAsync(Sites)).Count);
        Assert.Equal(39, (await RowsAsync(Sites)).Count);
    }

    [Fact]
    public async Task The_settings_of_a_list_are_replaced_as_a_whole()
    {
        await SetAsync(new { sites = new { pages = "honoured" } });

        Assert.Equal(40, (await RowsAsync(Sites)).Count);
    }

    [Fact]
    public async Task Null_puts_the_settings_of_a_list_back()
    {
        await SetAsync(new { sites = (object?)null });

        Assert.Equal(40, (await RowsAsync(Sites)).Count);
    }

    [Fact]
    public async Task Counts_that_cannot_be_are_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await TrySetAsync(new { siteCount = 10_000_001 }));
        Assert.Equal(HttpStatusCode.BadRequest, await TrySetAsync(new { siteCount = -1 }));
        Assert.Equal(HttpStatusCode.BadRequest, await TrySetAsync(new { configurationsPerSite = 10_001 }));
        Assert.Equal(HttpStatusCode.BadRequest, await TrySetAsync(new { foreignConfigurations = -1 }));
    }

    [Theory]
    [InlineData(429, HttpStatusCode.TooManyRequests)]
    [InlineData(401, HttpStatusCode.Unauthorized)]
    public async Task A_fault_can_strike_the_third_request_of_a_list(int status, HttpStatusCode expected)
    {
        using JsonContent fault = JsonContent.Create(new { method = "GET", path = "companies/sites", skip = 2, times = 1, status });
        using HttpResponseMessage added = await PostAsync("_sandbox/faults", fault);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Sites));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Configurations("02145678")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Sites}?page=2"));
        Assert.Equal(expected, await StatusAsync($"{Sites}?page=3"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Sites}?page=3"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"sites":{"pageLimit":20}}""")]
    [InlineData("""{"sites":{"defaultSize":0}}""")]
    public async Task The_command_line_refuses_a_behaviour_that_cannot_be(string behaviour)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "NocExpress.Sandbox.dll"));
        start.ArgumentList.Add("--port=0");
        start.ArgumentList.Add($"--behaviour={behaviour}");
        using Process process = Process.Start(start)!;
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("--behaviour needs JSON", errors, StringComparison.Ordinal);
    }

    private Task<JsonNode> BehaviourAsync() => GetAsync("_sandbox/behaviour");

    private async Task ResetAsync()
    {
        using HttpResponseMessage response = await PostAsync("_sandbox/reset");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
