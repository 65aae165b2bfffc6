using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>No more requests than the limit in any 60 seconds, and no wait below it.</summary>
public sealed class PacingTests : ClockTest
{
    private const string Sites = "companies/sites";

    [Fact]
    public async Task The_first_request_above_the_limit_goes_out_60_seconds_after_the_first()
    {
        Connect(requestsPerMinute: 3);
        Task<Shell.Result> running = Start("1..4 | ForEach-Object { Get-NocSite -Search Minneapolis -Connection $connection }");

        await NextComesAfterAsync(60, 3, Sites);

        Assert.Equal(12, (await running).ShouldHaveNoErrors().Output.Count);
    }

    [Fact]
    public async Task Below_the_limit_nothing_waits()
    {
        Connect(requestsPerMinute: 40);

        Assert.Equal(120, (await Start("1..40 | ForEach-Object { Get-NocSite -Search Minneapolis -Connection $connection }")).ShouldHaveNoErrors().Output.Count);

        Assert.Equal(40, (await RequestsAsync(Sites)).Count);
    }

    [Fact]
    public async Task The_window_of_the_limit_slides()
    {
        Connect(requestsPerMinute: 2);
        Run("Get-NocSite -Connection $connection").ShouldHaveNoErrors();
        await PassAsync(40);
        Run("Get-NocSite -Connection $connection").ShouldHaveNoErrors();
        Task<Shell.Result> running = Start("1..2 | ForEach-Object { Get-NocSite -Connection $connection }");

        await NextComesAfterAsync(20, 2, Sites);
        await NextComesAfterAsync(40, 3, Sites);
        (await running).ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Connections_as_the_same_client_count_together()
    {
        Connect(requestsPerMinute: 2, name: "one");
        Connect(requestsPerMinute: 2, name: "other");
        Run("Get-NocSite -Connection $one; Get-NocSite -Connection $other").ShouldHaveNoErrors();
        Task<Shell.Result> running = Start("Get-NocSite -Connection $one");

        await NextComesAfterAsync(60, 2, Sites);
        (await running).ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_request_that_is_under_way_keeps_its_place_until_60_seconds_after_its_answer()
    {
        Connect(requestsPerMinute: 1, name: "one");
        NocConnection other = Connect(requestsPerMinute: 1, name: "other");
        await AddFaultAsync(new { path = Sites, silent = true, times = 1 });
        Task<Shell.Result> slow = Start("Get-NocSite -Connection $one -ErrorAction SilentlyContinue");
        await ReceivedAsync(1, Sites);
        using Shell second = new();
        second.Set("other", other);
        Task<Shell.Result> next = Task.Run(() => second.Run("Get-NocSite -Connection $other"));

        // The slow one ends after 100 s, and holds its place for 60 s more; then it is its retry or the other.
        await NextComesAfterAsync(160, 1, Sites);
        await PassAsync(60);
        await ReceivedAsync(3, Sites);
        await Task.WhenAll(slow, next);
    }

    [Fact]
    public async Task Retries_count_and_token_requests_do_not()
    {
        Connect(requestsPerMinute: 2);
        await AddFaultAsync(new { path = Sites, status = 503, retryAfterSeconds = 0, times = 2 });
        Task<Shell.Result> running = Start("Get-NocSite -Connection $connection");

        await ReceivedAsync(2, Sites);
        await NextComesAfterAsync(60, 2, Sites);
        (await running).ShouldHaveNoErrors();
    }

    [Fact]
    public async Task The_wait_shows_its_seconds_and_says_why()
    {
        Connect(requestsPerMinute: 1);
        Task<Shell.Result> running = Start("1..2 | ForEach-Object { Get-NocSite -Connection $connection -Verbose }");
        await ReceivedAsync(1, Sites);
        await PassAsync(60);

        Shell.Result result = (await running).ShouldHaveNoErrors();

        ProgressRecord[] waits = [.. result.Progress.Where(record => record.Activity == "Waiting for the rate limit")];
        Assert.Equal(Enumerable.Range(1, 60).Reverse(), waits.SkipLast(1).Select(record => record.SecondsRemaining));
        Assert.All(waits.SkipLast(1), record => Assert.Equal("1 requests a minute", record.StatusDescription));
        Assert.Equal(ProgressRecordType.Completed, waits[^1].RecordType);
        Assert.Single(result.Verbose, line => line.StartsWith("Waiting 60 s for the rate limit.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_429_every_connection_of_the_client_holds_back_for_as_long_as_the_server_asks()
    {
        Connect(name: "one");
        NocConnection other = Connect(name: "other");
        await AddFaultAsync(new { path = Sites, status = 429, retryAfterSeconds = 30, times = 1 });
        Task<Shell.Result> refused = Start("Get-NocSite -Connection $one");
        await ReceivedAsync(1, Sites);
        using Shell second = new();
        second.Set("other", other);
        Task<Shell.Result> next = Task.Run(() => second.Run("Get-NocIssue -Connection $other"));

        await PassAsync(29);
        await ReceivedAsync(1, "/api/");
        await PassAsync(1);
        await ReceivedAsync(3, "/api/");
        (await refused).ShouldHaveNoErrors();
        (await next).ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Without_Retry_After_the_hold_grows_with_each_refusal_to_more_than_a_minute()
    {
        Connect();
        await AddFaultAsync(new { path = Sites, status = 429, times = 5 });
        Task<Shell.Result> running = Start("Get-NocSite -Connection $connection");
        List<double> waits = [];

        for (int attempt = 1; attempt <= 5; attempt++)
        {
            await ReceivedAsync(attempt, Sites);
            double waited = 0;
            while ((await RequestsAsync(Sites)).Count == attempt && waited < 100)
            {
                Clock.Advance(TimeSpan.FromSeconds(0.5));
                waited += 0.5;
                await Task.Delay(30);
            }

            waits.Add(waited);
        }

        (await running).ShouldHaveNoErrors();
        Assert.Equal([2, 4, 8, 16, 32], waits.Select((waited, i) => waited >= Math.Pow(2, i + 1) && waited <= (Math.Pow(2, i + 1) * 1.25) + 1.5 ? Math.Pow(2, i + 1) : waited));
        Assert.True(waits.Sum() >= 60);
    }

    [Fact]
    public async Task A_server_that_asks_for_more_than_anyone_waits_is_reported_and_no_further_request_is_sent()
    {
        Connect();
        await AddFaultAsync(new { method = "POST", path = "tickets/external", status = 429, retryAfterSeconds = 7200 });

        Shell.Result result = Run($"{Row()}, {Row(1)} | New-NocTicket @common -Connection $connection");

        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error =>
        {
            Assert.StartsWith("NocRateLimited,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            NocException exception = Assert.IsType<NocException>(error.Exception);
            Assert.True(exception.SafeToRetry);
            Assert.Contains("7200 s", exception.Message, StringComparison.Ordinal);
            Assert.Contains("600 s", exception.Message, StringComparison.Ordinal);
            Assert.Single(exception.Sites);
        });
        Assert.Single(await CreateRequestsAsync());
    }

    [Fact]
    public async Task A_server_that_asks_for_a_year_is_asked_again_after_a_day()
    {
        Connect();
        await AddFaultAsync(new { method = "POST", path = "tickets/external", status = 429, retryAfterSeconds = 31_536_000, times = 1 });
        string open = $"{Row()} | New-NocTicket @common -SkipIssueCheck -Connection $connection";
        Run(open).ShouldFailWith("NocRateLimited");
        Clock.Advance(TimeSpan.FromHours(23));
        Run(open).ShouldFailWith("NocRateLimited");

        Clock.Advance(TimeSpan.FromHours(2));

        Run(open).ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_at_once()
    {
        Connect(requestsPerMinute: 1);
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript("1..2 | ForEach-Object { Get-NocSite -Connection $connection }");
        IAsyncResult running = shell.BeginInvoke();
        await ReceivedAsync(1, Sites);
        Stopwatch watch = Stopwatch.StartNew();

        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
        Assert.False(running.IsCompleted && shell.InvocationStateInfo.State != PSInvocationState.Stopped);
        Assert.Single(await RequestsAsync(Sites));
    }
}
