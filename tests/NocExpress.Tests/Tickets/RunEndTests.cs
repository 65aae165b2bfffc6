using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>
/// However a run ends: what it opened is told, what is under way comes to its end, and what was not sent is not said to have been.
/// </summary>
public sealed class RunEndTests : TicketTest
{
    private const string Create = "tickets/external";
    private const string Circuits = "Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband";

    private string JournalPath => Path.Combine(Folder, "INC-7.jsonl");

    [Theory]
    [InlineData("-ErrorAction Stop", 500)]
    [InlineData("", 401)]
    public async Task The_error_that_ends_a_run_has_the_tickets_that_it_had_opened(string parameter, int status)
    {
        await AddFaultAsync(new { method = "POST", path = Create, skip = 3, times = 2, status });

        Shell.Result result = Shell.Try($"{Common}$tickets = {Circuits} | New-NocTicket @common -ThrottleLimit 1 {parameter}; $tickets");

        NocException error = Assert.IsType<NocException>(result.Terminating!.Exception);
        IReadOnlyList<JsonNode> stored = await TicketsAsync();
        Assert.Equal(3, stored.Count);
        Assert.Empty(result.Output);
        Assert.Equal(stored.Select(ticket => (long?)(long)ticket["id"]!), error.Opened.Select(ticket => ticket.Id));
        Assert.Contains("This run has opened 3 tickets, in the exception's Opened: 8100001, 8100002, 8100003.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_does_not_grow_with_the_input()
    {
        Shell.Result invalid = Run($"$common.Remove('IssueName'); 1..2000 | ForEach-Object {{ [pscustomobject]@{{ Macnum = \"M$_\"; ConfigurationId = \"x$_\" }} }} | New-NocTicket @common -ErrorAction Stop");
        Assert.InRange(Assert.Single(invalid.Errors).Exception.Message.Length, 100, 8000);

        Shell.Set("dead", SocketServer.ClosedUri());
        Shell.Result dead = Run("""
            $dead = Connect-NocExpress -BaseUri $dead -TokenUri $token -Credential $credential -MaximumRetryCount 0 -PassThru
            1..2000 | ForEach-Object { [pscustomobject]@{ Macnum = "M$_"; ConfigurationId = $_; TypeName = 'T'; SubtypeName = 'S' } } |
                New-NocTicket @common -SkipIssueCheck -Connection $dead -ErrorAction Stop
            """);
        Assert.InRange(Assert.Single(dead.Errors).Exception.Message.Length, 100, 8000);
        Assert.Contains("1999 ticket requests were not sent, because of that. The sites are macnum M2, macnum M3, macnum M4, macnum M5, macnum M6 and 1994 more sites.", dead.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_unknown_outcomes_in_a_row_end_the_run_and_the_rest_is_one_error()
    {
        await AddFaultAsync(new { method = "POST", path = Create, skip = 1, status = 502 });

        Shell.Result result = Shell.Try($"{Common}{Circuits} | New-NocTicket @common -ThrottleLimit 1");

        Assert.Equal(["NocOutcomeUnknown", "NocOutcomeUnknown", "NocOutcomeUnknown", "NocServiceUnavailable"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(4, (await CreateRequestsAsync()).Count);
        NocException rest = Assert.IsType<NocException>(result.Terminating!.Exception);
        Assert.True(rest.SafeToRetry);
        Assert.Equal(7, rest.Sites.Count);
        Assert.Equal(7, Assert.IsType<object[]>(result.Terminating.TargetObject).Length);
        Assert.StartsWith("7 ticket requests were not sent,", rest.Message, StringComparison.Ordinal);
        Assert.Contains("the last 3 requests ended without a known outcome", rest.Message, StringComparison.Ordinal);
        Assert.Equal(8100001, Assert.Single(rest.Opened).Id);
    }

    [Fact]
    public async Task A_gateway_that_is_dead_from_the_beginning_leaves_three_to_look_for()
    {
        await AddFaultAsync(new { method = "POST", path = Create, status = 502 });

        Shell.Try($"{Common}{Circuits} | New-NocTicket @common -ThrottleLimit 10");

        Assert.Equal(3, (await CreateRequestsAsync()).Count);
    }

    [Fact]
    public async Task An_outcome_that_is_known_again_lets_the_run_go_on()
    {
        await AddFaultAsync(new { method = "POST", path = Create, every = 2, status = 502 });

        Shell.Result result = Run($"{Circuits} | New-NocTicket @common -ThrottleLimit 1");

        Assert.Equal(11, (await CreateRequestsAsync()).Count);
        Assert.Equal(11, result.Output.Count + result.Errors.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_CtrlC_what_is_under_way_is_seen_to_its_end_and_is_in_the_journal_and_in_the_list_of_the_process(bool hasJournal)
    {
        await AddFaultAsync(new { method = "POST", path = Create, skip = 1, delayMs = 1500, when = "after" });
        string journal = hasJournal ? $"-JournalPath '{JournalPath}'" : "";
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript($"{Common}$t = {Circuits} | New-NocTicket @common -ThrottleLimit 4 {journal}");
        IAsyncResult running = shell.BeginInvoke();
        while ((await TicketsAsync()).Count < 5)
        {
            Assert.False(running.IsCompleted);
            await Task.Delay(20);
        }

        Stopwatch watch = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1.2), $"It took {watch.Elapsed}.");

        // The same journal waits for them, and sends the rest.
        string mine = $"Get-NocJournal | Where-Object BaseUri -eq '{Sandbox.BaseUri.GetLeftPart(UriPartial.Path).TrimEnd('/')}'";
        if (hasJournal)
        {
            Assert.Equal(11, Run($"{Circuits} | New-NocTicket @common {journal}").ShouldHaveNoErrors().Output.Count);
        }
        else
        {
            while (Run($"{mine} | Where-Object State -eq Opened").Output.Count < 5)
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
                await Task.Delay(50);
            }
        }

        int expected = hasJournal ? 11 : 5;
        IReadOnlyList<NocJournalEntry> sent = Run(mine).ShouldHaveNoErrors().Objects<NocJournalEntry>();
        IReadOnlyList<JsonNode> stored = await TicketsAsync();
        Assert.Equal(expected, stored.Count);
        Assert.Equal(stored.Select(ticket => (long?)(long)ticket["id"]!).Order(), sent.Select(entry => entry.TicketId).Order());
    }

    [Theory]
    [InlineData("| Select-First 2")]
    [InlineData("| ForEach-Object { if ($count++) { throw 'The database is down.' }; $_ }")]
    [InlineData("-WarningAction Stop -Attachment '{0}'")]
    public async Task Whatever_ends_the_pipeline_what_is_under_way_comes_to_its_end_and_is_in_the_journal(string end)
    {
        await AddFaultAsync(new { method = "POST", path = Create, skip = 1, delayMs = 300 });
        string attachment = WriteFile("plan.pdf");
        string parameters = end.StartsWith('-') ? end.Replace("{0}", attachment, StringComparison.Ordinal) : "";
        string downstream = end.StartsWith('-') ? "" : end;

        Shell.Result result = Run($$"""
            $count = 0
            {{Circuits}} | New-NocTicket @common -JournalPath '{{JournalPath}}' {{parameters}} {{downstream}}
            """);

        IReadOnlyList<NocJournalEntry> entries = [];
        Stopwatch watch = Stopwatch.StartNew();
        do
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
            await Task.Delay(50);
            entries = File.Exists(JournalPath) ? Run($"Get-NocJournal '{JournalPath}'").ShouldHaveNoErrors().Objects<NocJournalEntry>() : [];
        }
        while (entries.Any(entry => entry.State != NocJournalState.Opened));

        IReadOnlyList<JsonNode> stored = await TicketsAsync();
        Assert.Equal(stored.Select(ticket => (long?)(long)ticket["id"]!).Order(), entries.Select(entry => entry.TicketId).Order());
        if (downstream.Length > 0)
        {
            Assert.InRange(stored.Count, 3, 8);
            Assert.Contains("Get-NocJournal shows what came of it", Assert.Single(result.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_waiting_for_the_limit_when_the_run_was_stopped_is_not_sent_and_not_in_the_journal()
    {
        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 0 -RequestsPerMinute 5").ShouldHaveNoErrors();
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript($"{Common}{Circuits} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}'");
        IAsyncResult running = shell.BeginInvoke();
        while ((await CreateRequestsAsync()).Count < 2)
        {
            Assert.False(running.IsCompleted);
            await Task.Delay(20);
        }

        await Task.Delay(300);
        int sent = (await CreateRequestsAsync()).Count;
        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop);

        Assert.Equal(sent, Run($"Get-NocJournal '{JournalPath}' | Where-Object State -eq Opened").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(sent, Run($"Get-NocJournal '{JournalPath}'").Output.Count);
        Assert.Equal(sent, (await CreateRequestsAsync()).Count);
    }
}
