using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>A server that lets requests through one by one, as nginx does with limit_req, is given them one by one: none is lost.</summary>
public sealed class RequestRateLimiterTests : ClockTest
{
    private const string Sites = "companies/sites";

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Every_ticket_is_opened_once_where_the_server_lets_one_through_each_second(int burst)
    {
        FastTime time = new(20);
        NginxLimit limit = new(60, burst, time);
        int opened = 0;
        using WireServer server = new(request => !request.StartsWith("POST ", StringComparison.Ordinal) ? WireServer.Answer("[]")
            : limit.Admits() ? WireServer.Answer($$"""[{"id":{{Interlocked.Increment(ref opened)}},"summary":"Circuit Down"}]""")
            : WireServer.Answer("<html>429</html>", "429 Too Many Requests"));
        Connect(time: time, server: server.BaseUri);

        IReadOnlyList<NocTicket> tickets = Run($$"""
            1..60 | ForEach-Object { [pscustomobject]@{ Macnum = "$_"; ConfigurationId = $_; TypeName = 'T'; SubtypeName = 'S' } } |
                New-NocTicket @common -SkipIssueCheck -Connection $connection
            """).ShouldHaveNoErrors().Objects<NocTicket>();

        Assert.Equal(Enumerable.Range(1, 60).Select(id => (long?)id), tickets.Select(ticket => (long?)ticket.Id).Order());
    }

    [Fact]
    public async Task Refusals_by_the_limit_do_not_use_up_the_retries()
    {
        Connect(retries: 1);
        await AddFaultAsync(new { path = Sites, status = 429, times = 4 });
        Task<Shell.Result> running = Start("Get-NocSite -Connection $connection");

        await ReceivedAsync(1, Sites);
        for (int passed = 0; passed < 40; passed++)
        {
            await PassAsync(1);
        }

        await ReceivedAsync(5, Sites);
        (await running).ShouldHaveNoErrors();
    }

    /// <summary>No repetition is none, whatever the reason.</summary>
    [Fact]
    public async Task Where_no_repetition_is_wanted_a_refusal_by_the_limit_is_reported()
    {
        Connect(retries: 0);
        await AddFaultAsync(new { path = Sites, status = 429 });

        Run("Get-NocSite -Connection $connection").ShouldFailWith("NocRateLimited");

        await ReceivedAsync(1, Sites);
    }

    [Fact]
    public async Task A_request_that_the_limit_refused_takes_no_place_in_the_window()
    {
        Connect(requestsPerMinute: 2);
        await AddFaultAsync(new { path = Sites, status = 429, times = 1, retryAfterSeconds = 1 });
        Task<Shell.Result> running = Start("1..2 | ForEach-Object { Get-NocSite -Connection $connection }");

        await ReceivedAsync(1, Sites);
        await PassAsync(2);

        await ReceivedAsync(3, Sites);
        (await running).ShouldHaveNoErrors();
    }

    [Fact]
    public async Task After_a_refusal_one_request_goes_first_and_the_others_one_by_one()
    {
        NocExpress.Connecting.NocConnection[] connections = [.. Enumerable.Range(0, 3).Select(i => Connect(name: $"connection{i}"))];
        await AddFaultAsync(new { path = Sites, status = 429, times = 1 });
        await AddFaultAsync(new { path = Sites, delayMs = 1500, times = 1, skip = 1 });
        Task<Shell.Result> refused = Start("Get-NocSite -Connection $connection0");
        await ReceivedAsync(1, Sites);
        using Shell second = new();
        using Shell third = new();
        second.Set("connection", connections[1]);
        third.Set("connection", connections[2]);
        Task<Shell.Result>[] others = [Task.Run(() => second.Run("Get-NocSite -Connection $connection")), Task.Run(() => third.Run("Get-NocSite -Connection $connection"))];

        // The hold is of 2 to 2.5 s. Then one goes, and until its answer none else.
        await PassAsync(3);
        await ReceivedAsync(2, Sites);
        await PassAsync(3);
        await ReceivedAsync(2, Sites);
        await Task.Delay(1500);
        await PassAsync(1);
        await ReceivedAsync(3, Sites);
        await PassAsync(1.5);
        await ReceivedAsync(4, Sites);
        (await refused).ShouldHaveNoErrors();
        Assert.All(await Task.WhenAll(others), result => result.ShouldHaveNoErrors());
    }

    /// <summary>Which would be a request as often as the line takes it.</summary>
    [Fact]
    public async Task A_server_that_refuses_again_and_again_and_asks_for_no_patience_is_given_some()
    {
        Connect();
        await AddFaultAsync(new { path = Sites, status = 429, times = 3, retryAfterSeconds = 0 });
        Task<Shell.Result> running = Start("Get-NocSite -Connection $connection");

        await ReceivedAsync(2, Sites);
        await PassAsync(3);
        await ReceivedAsync(3, Sites);
        await PassAsync(6);
        await ReceivedAsync(4, Sites);
        (await running).ShouldHaveNoErrors();
    }
}
