using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>From the sites to the tickets against a server that cuts its lists as the API's siblings do.</summary>
public sealed class WholePipelineTests : SandboxTest
{
    private static readonly object _likeSiblings = new { defaultSize = 20, maximumSize = 100, oversize = "refuse", pages = "honoured" };

    /// <remarks>Of 1,091 sites 1,000 have a macnum.</remarks>
    protected override SandboxOptions Options => base.Options with { Sites = 1091 };

    [Fact]
    public async Task A_thousand_sites_get_a_thousand_tickets()
    {
        await SetBehaviourAsync(new { configurationsPerSite = 2, sites = _likeSiblings, configurations = _likeSiblings });

        Shell.Result result = Run("""
            Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common -MultiSite Outage
            """).ShouldHaveNoErrors();

        Assert.Equal(1000, result.Objects<NocTicket>().Select(ticket => ticket.Id).Distinct().Count());
        Assert.Equal(1000, (await TicketsAsync()).Count);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("honoured", 1.15)]
    [InlineData("ignored", 2.5)]
    public async Task Configurations_of_a_thousand_sites_take_few_requests(string pages, double most)
    {
        await SetBehaviourAsync(new { configurationsPerSite = 2, configurations = new { defaultSize = 20, maximumSize = 100, oversize = "refuse", pages } });

        Shell.Result result = Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband, DIA").ShouldHaveNoErrors();

        Assert.Equal(2000, result.Output.Count);
        IReadOnlyList<JsonNode> requests = await RequestsAsync("configurations");

        // What is learnt at the beginning, by four requests side by side, weighs more for a thousand sites than for ten thousand.
        Assert.InRange(requests.Count, 20, (int)(most * 20) + 30);
    }

    [Fact]
    public async Task A_cut_list_is_a_non_terminating_error_after_its_rows()
    {
        await SetBehaviourAsync(new { sites = new { defaultSize = 20, maximumSize = 50 } });

        Shell.Result result = Shell.Try("Get-NocSite; 'after'");

        NocException error = result.ShouldFailWith("NocListIncomplete");
        Assert.Null(result.Terminating);
        Assert.Equal("LimitsExceeded", result.Errors[0].CategoryInfo.Category.ToString());
        Assert.Contains("50 came", error.Message, StringComparison.Ordinal);
        Assert.True(error.SafeToRetry);
        Assert.Equal(51, result.Output.Count);
        Assert.Equal("after", result.Output[^1].BaseObject);
    }

    [Fact]
    public async Task A_list_that_turned_out_whole_is_said_in_verbose_alone()
    {
        await SetBehaviourAsync(new { siteCount = 130, sites = _likeSiblings });

        Shell.Result result = Run("Get-NocSite -Verbose").ShouldHaveNoErrors();

        Assert.Equal(130, result.Output.Count);
        Assert.Empty(result.Warnings);
        Assert.Contains(result.Verbose, line => line.Contains("All 130 came in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_satisfied_pipeline_asks_for_no_further_page()
    {
        await SetBehaviourAsync(new { siteCount = 5000, sites = _likeSiblings });

        Assert.Single(Run("Get-NocSite | Select-First 1").ShouldHaveNoErrors().Output);

        Assert.InRange((await RequestsAsync("sites")).Count, 1, 20);
    }
}
