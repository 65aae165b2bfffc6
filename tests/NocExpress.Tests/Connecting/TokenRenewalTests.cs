using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>A run outlives its tokens, and ends where there is no further one.</summary>
public sealed class TokenRenewalTests : ClockTest
{
    private const string Create = "tickets/external";
    private const string Token = "/token";
    private const string Connection = ConnectCommand + " -MaximumRetryCount 1 -RequestsPerMinute 10000";

    [Fact]
    public async Task A_run_longer_than_a_tokens_life_goes_through_without_a_refusal()
    {
        await SetBehaviourAsync(new { tokenLifetime = 2 });

        Shell.Result result = Run($$"""
            {{Connection}}
            $end = [DateTime]::UtcNow.AddSeconds(6)
            while ([DateTime]::UtcNow -lt $end) {
                {{Row()}}, {{Row(1)}} | New-NocTicket @common -SkipIssueCheck
                [Threading.Thread]::Sleep(50)
            }
            """).ShouldHaveNoErrors();

        Assert.All(await CreateRequestsAsync(), request => Assert.Equal(200, (int)request["status"]!));
        Assert.Equal((await TicketsAsync()).Count, result.Output.Count);
        Assert.InRange((await RequestsAsync(Token)).Count, 4, 8);
    }

    [Fact]
    public async Task One_token_is_asked_for_however_many_requests_need_one_at_once()
    {
        await SetBehaviourAsync(new { tokenLifetime = 2 });
        Run(Connection).ShouldHaveNoErrors();
        await SetBehaviourAsync(new { tokenLifetime = 3600 });
        await Task.Delay(TimeSpan.FromSeconds(2.1));
        await AddFaultAsync(new { path = Token, delayMs = 300 });

        await InRunspacesAsync(6, "Get-NocSite");

        Assert.Equal(2, (await RequestsAsync(Token)).Count);
        Assert.All(await RequestsAsync("companies/sites"), request => Assert.Equal(200, (int)request["status"]!));
    }

    /// <summary>By a clock that stands still the token is good for ever, and the server knows better.</summary>
    [Fact]
    public async Task One_token_is_asked_for_however_many_requests_are_refused_at_once()
    {
        await SetBehaviourAsync(new { tokenLifetime = 1 });
        NocConnection connection = Connect(requestsPerMinute: 1000);
        Run("Get-NocSite -Connection $connection").ShouldHaveNoErrors();
        await SetBehaviourAsync(new { tokenLifetime = 3600 });
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await AddFaultAsync(new { path = Token, delayMs = 500 });

        await InRunspacesAsync(6, "Get-NocSite -Connection $connection", connection);

        Assert.Equal(2, (await RequestsAsync(Token)).Count);
        Assert.Contains(await RequestsAsync("companies/sites"), request => (int)request["status"]! == 401);
    }

    public static TheoryData<string, object> Refusals => new()
    {
        { "the credentials are no longer good", new { path = Token, status = 401, body = """{"error":"invalid_client"}""" } },
        { "the token endpoint is down", new { path = Token, status = 503, retryAfterSeconds = 0 } },
        { "the token endpoint is not reached", new { path = Token, cut = true } },
        { "it answers with nonsense", new { path = Token, status = 200, body = "<html>Maintenance</html>" } },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task A_renewal_that_fails_ends_the_run_and_nothing_is_lost(string reason, object fault)
    {
        Run(Connection).ShouldHaveNoErrors();
        await AddFaultAsync(new { path = Create, status = 401, skip = 1 });
        await AddFaultAsync(fault);

        Shell.Result result = Shell.Try($"{Common} {Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -SkipIssueCheck -ThrottleLimit 1");

        Assert.True(result.Terminating is not null, reason);
        Assert.Single(result.Output);
        NocException error = result.ShouldFailWith("NocAuthenticationFailed");
        Assert.Equal(ErrorCategory.AuthenticationError, result.Errors[0].CategoryInfo.Category);
        Assert.True(error.SafeToRetry);
        Assert.Equal(["39639469", "77133260"], error.Sites.Select(site => site.Macnum));
        Assert.Single(await TicketsAsync());
        Assert.Equal(2, (await CreateRequestsAsync()).Count);
    }

    [Fact]
    public async Task An_upload_that_is_refused_is_produced_anew_for_each_ticket()
    {
        Run(Connection).ShouldHaveNoErrors();
        string file = WriteFile("plan.pdf", 3_000_000);
        await AddFaultAsync(new { path = Create, status = 401, every = 2 });

        Assert.Equal(3, Run($"{Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -SkipIssueCheck -ThrottleLimit 1 -Attachment '{file}'").ShouldHaveNoErrors().Output.Count);

        IReadOnlyList<JsonNode> creates = await CreateRequestsAsync();
        Assert.Equal(5, creates.Count);
        Assert.Single(creates.Select(request => (string)request["files"]![0]!["sha256"]!).Distinct());
        Assert.All(creates, request => Assert.Equal(3_000_000, (long)request["files"]![0]!["size"]!));
    }

    /// <summary>Runs a script in several runspaces at once, which share the connection.</summary>
    private static async Task InRunspacesAsync(int count, string script, NocConnection? connection = null)
    {
        Shell[] shells = [.. Enumerable.Range(0, count).Select(_ => new Shell())];
        foreach (Shell shell in shells)
        {
            shell.Set("connection", connection);
        }

        Shell.Result[] results = await Task.WhenAll(shells.Select(shell => Task.Run(() => shell.Run(script))));
        Assert.All(results, result => result.ShouldHaveNoErrors());
        foreach (Shell shell in shells)
        {
            shell.Dispose();
        }
    }
}
