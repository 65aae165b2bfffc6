using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>A token is renewed ahead of its end, and is good until then, whatever becomes of the renewal.</summary>
public sealed class RenewalAheadTests : ClockTest
{
    private const string Token = "/token";
    private const string Sites = "companies/sites";
    private const string Read = "Get-NocSite -Connection $connection";

    public static TheoryData<string, object> Failures => new()
    {
        { "down", new { path = Token, status = 503, times = 3 } },
        { "cut", new { path = Token, cut = true, times = 3 } },
        { "refused", new { path = Token, status = 401, times = 3, body = """{"error":"invalid_client"}""" } },
        { "limited", new { path = Token, status = 429, times = 3 } },
        { "nonsense", new { path = Token, status = 200, times = 3, body = "<html>Maintenance</html>" } },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task While_the_renewal_fails_the_old_token_goes_on_and_the_renewal_is_tried_again(string failure, object fault)
    {
        Assert.NotEmpty(failure);
        Connect(requestsPerMinute: 10_000);
        Run(Read).ShouldHaveNoErrors();
        string old = await LastTokenAsync();
        await AddFaultAsync(fault);
        Clock.Advance(TimeSpan.FromSeconds(3545));

        for (int attempt = 1; attempt <= 3; attempt++)
        {
            Run(Read).ShouldHaveNoErrors();
            Assert.Equal(old, await LastTokenAsync());
            await ReceivedAsync(1 + attempt, Token);
            await PassAsync(12);
        }

        Run(Read).ShouldHaveNoErrors();
        await ReceivedAsync(5, Token);
        Run(Read).ShouldHaveNoErrors();
        Assert.NotEqual(old, await LastTokenAsync());
    }

    [Fact]
    public async Task Requests_go_out_while_the_token_is_renewed()
    {
        Connect(requestsPerMinute: 10_000);
        Run(Read).ShouldHaveNoErrors();
        await AddFaultAsync(new { path = Token, silent = true });
        Clock.Advance(TimeSpan.FromSeconds(3545));

        Run($"1..5 | ForEach-Object {{ {Read} }}").ShouldHaveNoErrors();

        Assert.Equal(6, (await RequestsAsync(Sites)).Count);
        await ReceivedAsync(2, Token);
    }

    [Fact]
    public async Task At_the_end_of_the_token_a_failed_renewal_ends_the_run()
    {
        Connect(requestsPerMinute: 10_000, retries: 0);
        Run(Read).ShouldHaveNoErrors();
        await AddFaultAsync(new { path = Token, status = 503 });
        Clock.Advance(TimeSpan.FromSeconds(3601));

        Shell.Result result = Run(Read);

        Assert.Contains("could not be renewed", result.ShouldFailWith("NocAuthenticationFailed").Message, StringComparison.Ordinal);
        Assert.Single(await RequestsAsync(Sites));
    }

    [Fact]
    public async Task A_refused_token_is_not_gone_on_with_though_its_time_is_not_over()
    {
        Connect(requestsPerMinute: 10_000);
        Run(Read).ShouldHaveNoErrors();
        string old = await LastTokenAsync();
        await AddFaultAsync(new { path = Sites, status = 401, times = 1 });
        Clock.Advance(TimeSpan.FromSeconds(3545));

        Run(Read).ShouldHaveNoErrors();

        Assert.NotEqual(old, await LastTokenAsync());
    }

    private async Task<string> LastTokenAsync()
    {
        IReadOnlyList<JsonNode> requests = await RequestsAsync(Sites);
        return (string)requests[^1]["headers"]!["Authorization"]!;
    }
}
