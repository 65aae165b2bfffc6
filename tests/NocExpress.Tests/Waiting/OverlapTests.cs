using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>Several requests under way at once: faster, and otherwise as if they went one after another.</summary>
public sealed class OverlapTests : TicketTest
{
    private const string Create = "tickets/external";

    [Theory]
    [InlineData("", 4)]
    [InlineData("-ThrottleLimit 1", 1)]
    [InlineData("-ThrottleLimit 7", 7)]
    public void Tickets_are_read_several_at_a_time_and_come_out_in_the_order_of_their_numbers(string parameter, int expected)
    {
        (int most, Shell.Result result) = Against($"Get-NocTicket (1..30) {parameter}", path => $$"""{"id":{{path.Split('/')[^1]}}}""");

        Assert.Equal(Enumerable.Range(1, 30).Select(id => (long?)id), result.ShouldHaveNoErrors().Objects<NocTicket>().Select(ticket => ticket.Id));
        Assert.Equal(expected, most);
    }

    [Fact]
    public void Batches_are_asked_for_several_at_a_time_and_come_out_in_the_order_of_the_sites()
    {
        (int most, Shell.Result result) = Against(
            "1..60 | ForEach-Object { 'M{0:000}' -f $_ } | Get-NocConfiguration -BatchSize 5",
            path => "[" + string.Join(",", path.Split("macnums=")[1].Split('&')[0].Split(',').Select(macnum => $$"""{"id":{{macnum[1..].TrimStart('0')}},"macnum":"{{macnum}}"}""")) + "]");

        Assert.Equal(Enumerable.Range(1, 60).Select(id => (long?)id), result.ShouldHaveNoErrors().Objects<NocConfiguration>().Select(configuration => configuration.Id));
        Assert.Equal(4, most);
    }

    [Fact]
    public void Tickets_are_opened_several_at_a_time_after_the_first_and_come_out_in_the_order_of_the_input()
    {
        int id = 0;
        (int most, Shell.Result result) = Against(
            $"$row = {Row()}; 1..20 | ForEach-Object {{ $row.Macnum = \"M$_\"; $row.PSObject.Copy() }} | New-NocTicket @common -SkipIssueCheck",
            _ => $$"""[{"id":{{Interlocked.Increment(ref id)}}}]""");

        Assert.Equal(20, result.ShouldHaveNoErrors().Objects<NocTicket>().Select(ticket => ticket.Id).Distinct().Count());
        Assert.Equal(1, result.Objects<NocTicket>()[0].Id);
        Assert.Equal(4, most);
    }

    [Fact]
    public async Task The_first_objects_come_out_while_later_sites_still_arrive()
    {
        Shell.Result result = Run("""
            $seen = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
            & {
                '02145678'
                for ($i = 0; $i -lt 200 -and $seen.Count -eq 0; $i++) { [Threading.Thread]::Sleep(50); '39639469' }
                $seen.Enqueue('last site')
                '77133260'
            } | Get-NocConfiguration -Service Broadband -BatchSize 1 | ForEach-Object { $seen.Enqueue($_.Macnum) }
            $seen
            """).ShouldHaveNoErrors();

        Assert.Equal("02145678", result.Output[0].ToString());
        Assert.Contains("last site", result.Output.Skip(1).Select(seen => seen.ToString()));
        Assert.Equal(3, (await RequestsAsync("configurations")).Count);
    }

    [Fact]
    public async Task Where_the_run_has_to_end_the_requests_under_way_come_out_and_the_rest_is_reported()
    {
        Connect("-MaximumRetryCount 0").ShouldHaveNoErrors();

        // The first goes alone; of the next two one is refused for good while the other is still being opened.
        await AddFaultAsync(new { method = "POST", path = Create, skip = 1, every = 1, times = 1, delayMs = 800, when = "after" });
        await AddFaultAsync(new { method = "POST", path = Create, skip = 2, status = 401 });

        Shell.Result result = Shell.Try($$"""
            {{Common}}$sites = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband
            $sites | New-NocTicket @common -SkipIssueCheck -ThrottleLimit 2
            """);

        Assert.NotNull(result.Terminating);
        IReadOnlyList<JsonNode> stored = await TicketsAsync();
        Assert.Equal(2, stored.Count);
        Assert.Equal(stored.Select(ticket => (long?)(long)ticket["id"]!).Order(), result.Objects<NocTicket>().Select(ticket => ticket.Id).Order());
        Assert.All(result.Errors, error => Assert.StartsWith("NocAuthenticationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(9, result.Errors.SelectMany(error => ((NocException)error.Exception).Sites).Select(site => site.Macnum).Distinct().Count());
    }

    /// <summary>Many runbooks begin with it, and are to be no slower, nor to lose what is under way.</summary>
    [Theory]
    [InlineData("$ErrorActionPreference = 'Stop'; ", "")]
    [InlineData("", "-ErrorAction Stop")]
    public async Task Where_any_error_ends_the_run_the_requests_under_way_come_out_and_the_error_tells_of_all(string before, string parameter)
    {
        // The first goes alone; of the three next one is lost while the others are still being opened.
        await AddFaultAsync(new { method = "POST", path = Create, skip = 1, times = 1, status = 500 });
        await AddFaultAsync(new { method = "POST", path = Create, skip = 2, delayMs = 700, when = "after" });

        Shell.Result result = Run($$"""
            {{before}}Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common -ThrottleLimit 4 {{parameter}}
            """);

        NocException error = result.ShouldFailWith("NocOutcomeUnknown");
        Assert.NotNull(result.Terminating);
        IReadOnlyList<JsonNode> stored = await TicketsAsync();
        // An error is seen in its turn, and until then others start.
        Assert.InRange(stored.Count, 3, 8);
        Assert.Equal(stored.Select(ticket => (long?)(long)ticket["id"]!).Order(), result.Objects<NocTicket>().Select(ticket => ticket.Id).Order());
        Assert.Equal(11 - stored.Count, error.Sites.Count);
        Assert.Contains($"{11 - stored.Count - 1} ticket requests were not sent, because of that.", error.Message, StringComparison.Ordinal);
        Assert.Equal(stored.Count, error.Opened.Count);
    }

    [Fact]
    public async Task One_file_is_sent_whole_in_several_requests_at_once()
    {
        string file = WriteFile("plan.pdf", 2_000_000);

        Run($"Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common -Attachment '{file}'").ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> creates = await CreateRequestsAsync();
        Assert.Equal(11, creates.Count);
        Assert.Single(creates.Select(request => (string)request["files"]![0]!["sha256"]!).Distinct());
        Assert.All(creates, request => Assert.Equal(2_000_000, (long)request["files"]![0]!["size"]!));
        Assert.All(creates, request => Assert.False(request["headers"]!.AsObject().ContainsKey("Transfer-Encoding")));
    }

    /// <summary>Runs a script against a server that takes its time and counts how many requests it has at once.</summary>
    private (int Most, Shell.Result Result) Against(string script, Func<string, string> answer)
    {
        int now = 0, most = 0;
        object gate = new();
        Random random = new(7);
        using SocketServer server = new(async socket =>
        {
            string request = await SocketServer.ReadRequestAsync(socket);
            int wait;
            lock (gate)
            {
                most = Math.Max(most, ++now);
                wait = random.Next(20, 80);
            }

            await Task.Delay(wait);
            lock (gate)
            {
                now--;
            }

            await SocketServer.AnswerAsync(socket, answer(request.Split(' ')[1]));
            socket.Dispose();
        });
        ConnectTo(server.BaseUri, "-RequestsPerMinute 10000");
        Shell.Result result = Run(script);
        return (most, result);
    }
}
