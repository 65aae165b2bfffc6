using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Following;

/// <summary>Wait-NocTicket and Watch-NocTicket: what they take, what they bring, and how they end.</summary>
public sealed class FollowingCmdletTests : ClockTest
{
    private const string Reads = "/noc/tickets/8";
    private const string How = "-PollInterval 00:00:10 -Timeout 00:03:00 -Connection $connection";

    private readonly List<long> _ids = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // Seconds pass in milliseconds: no answer is too slow for that.
        Connect(requestsPerMinute: 10_000, timeout: 36_000);
        _ids.AddRange(Run($"$tickets = {Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -JournalPath '{Folder}/a.jsonl' -Connection $connection; $tickets")
            .ShouldHaveNoErrors().Objects<NocTicket>().Select(ticket => ticket.Id!.Value));
    }

    [Fact]
    public async Task A_ticket_comes_out_when_it_is_resolved_and_those_that_are_not_in_time_are_errors_with_their_last_state()
    {
        Task<Shell.Result> waiting = Start($"$tickets | Wait-NocTicket {How}");
        await ReceivedAsync(3, Reads);
        await ChangeTicketAsync(_ids[1], new { action = "resolve" });
        await ChangeTicketAsync(_ids[2], new { action = "cancel" });

        Shell.Result result = await PassUntilOverAsync(waiting);

        NocTicket resolved = Assert.Single(result.Objects<NocTicket>());
        Assert.Equal((_ids[1], "39639469"), (resolved.Id, resolved.Macnum));
        Assert.NotNull(resolved.DateResolved);
        Assert.All(result.Errors, error =>
        {
            Assert.StartsWith("NocWaitTimedOut,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        });
        Assert.Equal([(_ids[0], "Open"), (_ids[2], "Cancelled")], result.Errors.Select(error => (NocTicket)error.TargetObject).Select(ticket => (ticket.Id!.Value, ticket.StatusName)));
    }

    [Fact]
    public async Task A_change_is_waited_for_beside_what_was_piped_in_and_beside_the_first_look_where_that_was_a_number()
    {
        await ChangeTicketAsync(_ids[0], new { status = "Assigned" });

        Shell.Result piped = await PassUntilOverAsync(Start($"$tickets[0] | Wait-NocTicket -Until Changed {How}"));
        Shell.Result number = await PassUntilOverAsync(Start($"Wait-NocTicket $tickets[0].Id -Until Changed {How}"));

        Assert.Equal("Assigned", Assert.Single(piped.ShouldHaveNoErrors().Objects<NocTicket>()).StatusName);
        number.ShouldFailWith("NocWaitTimedOut");
    }

    [Fact]
    public async Task The_answer_to_the_create_and_that_to_a_read_differ_by_no_change()
    {
        Shell.Result result = await PassUntilOverAsync(Start($"$tickets | Watch-NocTicket {How}"));

        Assert.Empty(result.ShouldHaveNoErrors().Output);
    }

    [Fact]
    public async Task Changes_are_told_with_their_values_before_and_after_until_all_tickets_are_resolved()
    {
        Task<Shell.Result> watching = Start("$tickets[0] | Watch-NocTicket -PollInterval 00:00:10 -Connection $connection");
        await ReceivedAsync(1, Reads);
        await ChangeTicketAsync(_ids[0], new { status = "Assigned", escalated = true, attachment = "permit.pdf" });
        await PassAsync(20);
        await ChangeTicketAsync(_ids[0], new { action = "resolve" });

        Shell.Result result = await PassUntilOverAsync(watching);

        NocTicketChange[] changes = [.. result.ShouldHaveNoErrors().Objects<NocTicketChange>()];
        Assert.Equal(
            [
                ("StatusName", "Open", "Assigned"), ("G360Escalated", false, true), ("Attachments", null, "permit.pdf"),
                ("StatusName", "Assigned", "Resolved"), ("G360Status", "Open", "Resolved"), ("DateResolved", null, changes[^1].Ticket.DateResolved),
            ],
            changes.Select(change => (change.Field, change.Before, change.After)));
        Assert.All(changes, change => Assert.Equal(_ids[0], change.Id));
        Assert.Matches("^#[0-9]+ .+: StatusName Open → Assigned$", changes[0].ToString());
    }

    [Fact]
    public async Task A_ticket_that_is_opened_again_is_told_as_long_as_another_is_not_resolved()
    {
        await ChangeTicketAsync(_ids[0], new { action = "resolve" });
        Task<Shell.Result> watching = Start($"$tickets[0..1] | Get-NocTicket -Connection $connection | Watch-NocTicket {How}");
        await ReceivedAsync(4, Reads);
        await ChangeTicketAsync(_ids[0], new { action = "reopen" });

        Shell.Result result = await PassUntilOverAsync(watching);

        Assert.Contains(result.ShouldHaveNoErrors().Objects<NocTicketChange>(), change => change.Field == "DateResolved" && change.After is null);
    }

    [Fact]
    public async Task A_ticket_that_is_deleted_or_forbidden_is_an_error_and_the_others_are_followed_further()
    {
        await AddFaultAsync(new { path = $"tickets/{_ids[0]}", status = 404, skip = 1 });
        await AddFaultAsync(new { path = $"tickets/{_ids[1]}", status = 403, skip = 1 });
        Task<Shell.Result> watching = Start("$tickets | Watch-NocTicket -PollInterval 00:00:10 -Connection $connection");
        await ReceivedAsync(3, Reads);
        await PassAsync(20);
        await ChangeTicketAsync(_ids[2], new { action = "resolve" });

        Shell.Result result = await PassUntilOverAsync(watching);

        Assert.Equal(
            [(ErrorCategory.ObjectNotFound, _ids[0]), (ErrorCategory.PermissionDenied, _ids[1])],
            result.Errors.Select(error => (error.CategoryInfo.Category, ((NocTicket)error.TargetObject).Id!.Value)));
        Assert.Equal(_ids[2], result.Objects<NocTicketChange>()[^1].Id);
    }

    [Theory]
    [InlineData("""{"status":503}""")]
    [InlineData("""{"status":429}""")]
    [InlineData("""{"status":401}""")]
    [InlineData("""{"status":404,"body":"<html>maintenance</html>"}""")]
    [InlineData("""{"cut":true}""")]
    public async Task A_server_that_is_away_for_a_while_ends_nothing(string fault)
    {
        JsonObject failure = JsonNode.Parse(fault)!.AsObject();
        failure["path"] = Reads;
        failure["skip"] = 3;
        failure["times"] = fault.Contains("401", StringComparison.Ordinal) ? 1 : 6;
        await AddFaultAsync(failure);
        Task<Shell.Result> waiting = Start("$tickets | Wait-NocTicket -PollInterval 00:00:10 -Connection $connection");
        await ReceivedAsync(3, Reads);
        foreach (long id in _ids)
        {
            await ChangeTicketAsync(id, new { action = "resolve" });
        }

        Shell.Result result = await PassUntilOverAsync(waiting);

        Assert.Equal(_ids.Order(), result.ShouldHaveNoErrors().Objects<NocTicket>().Select(ticket => ticket.Id!.Value).Order());
        Assert.Equal(failure["times"]!.GetValue<int>(), (int)(await FaultsAsync())[0]["struck"]!);
    }

    [Fact]
    public async Task A_server_that_is_away_for_ten_minutes_is_asked_now_and_then_and_the_watch_goes_on()
    {
        Connect(timeout: 36_000);
        Task<Shell.Result> watching = Start("$tickets | Watch-NocTicket -PollInterval 00:01:00 -Connection $connection");
        await ReceivedAsync(3, Reads);
        await AddFaultAsync(new { path = Reads, status = 503 });
        await PassAsync(600);
        int whileAway = (int)(await FaultsAsync())[0]["struck"]!;
        await ClearFaultsAsync();
        foreach (long id in _ids)
        {
            await ChangeTicketAsync(id, new { action = "resolve" });
        }

        Shell.Result result = await PassUntilOverAsync(watching);

        Assert.InRange(whileAway, 5, 20);
        Assert.Equal(_ids.Order(), result.ShouldHaveNoErrors().Objects<NocTicketChange>().Where(change => change.Field == "DateResolved").Select(change => change.Id!.Value).Order());
        Assert.StartsWith("3 looks at tickets in a row have failed", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_of_a_journal_and_rows_of_a_table_are_followed_each_ticket_once()
    {
        await ChangeTicketAsync(_ids[0], new { action = "resolve" });
        string rest = "-Timeout 00:00:05 -Connection $connection -ErrorAction SilentlyContinue";

        Shell.Result journal = await PassUntilOverAsync(Start($"Get-NocJournal '{Folder}/a.jsonl' | Wait-NocTicket {rest}"));
        Shell.Result rows = await PassUntilOverAsync(Start($$"""
            $(foreach ($id in '{{_ids[0]}}', '{{_ids[0]}}', '') { [pscustomobject]@{ Id = $id; SiteName = 'a' } }) | Wait-NocTicket {{rest}}
            """));

        Assert.Equal(_ids[0], Assert.Single(journal.Objects<NocTicket>()).Id);
        Assert.Equal(_ids[0], Assert.Single(rows.Objects<NocTicket>()).Id);
        Assert.StartsWith("1 of the input has no ticket number", Assert.Single(rows.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Wait-NocTicket 7 -Timeout 30")]
    [InlineData("Watch-NocTicket 7 -PollInterval 5")]
    [InlineData("Watch-NocTicket 7 -PollInterval 30.00:00:00")]
    [InlineData("Wait-NocTicket $missing")]
    [InlineData("Watch-NocTicket -Ticket @()")]
    [InlineData("Wait-NocTicket -Id $missing")]
    public async Task A_time_in_ticks_or_a_number_that_is_empty_is_refused_before_anything_is_sent(string command)
    {
        await ClearRequestsAsync();

        Shell.Try($"{command} -Connection $connection").ShouldFailWith("NocValidationFailed");

        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task The_pipeline_that_wants_no_more_ends_the_watch()
    {
        await ChangeTicketAsync(_ids[0], new { status = "Assigned" });

        Shell.Result result = await Start("$tickets | Watch-NocTicket -Connection $connection | Select-First 1").WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Single(result.ShouldHaveNoErrors().Output);
        await PassAsync(600);
        Assert.Single(await RequestsAsync(Reads));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_watch()
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript("$tickets | Watch-NocTicket -Connection $connection");
        shell.BeginInvoke();
        await ReceivedAsync(3, Reads);

        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop).WaitAsync(TimeSpan.FromSeconds(10));

        await PassAsync(600);
        Assert.Equal(3, (await RequestsAsync(Reads)).Count);
    }

    [Fact]
    public async Task Progress_tells_how_many_are_left_how_often_each_is_looked_at_and_when_next()
    {
        Shell.Result result = await PassUntilOverAsync(Start($"$tickets | Watch-NocTicket {How}"));

        ProgressRecord[] told = [.. result.Progress.Where(record => record.Activity == "Following NOC tickets")];
        Assert.Matches("^3 of 3 left, each looked at every 10 s, the next at [0-9]{2}:[0-9]{2}:[0-9]{2}$", told[4].StatusDescription);
        Assert.Equal(ProgressRecordType.Completed, told[^1].RecordType);
    }

    [Fact]
    public async Task Age_and_time_to_resolve_are_computed_and_no_fields_of_the_server()
    {
        await ChangeTicketAsync(_ids[0], new { action = "resolve" });

        IReadOnlyList<NocTicket> tickets = Run("$tickets[0..1] | Get-NocTicket -Connection $connection").ShouldHaveNoErrors().Objects<NocTicket>();

        Assert.Equal(tickets[0].DateResolved - tickets[0].DateEntered, tickets[0].TimeToResolve);
        Assert.Null(tickets[1].TimeToResolve);
        Assert.All(tickets, ticket => Assert.True(ticket.Age >= TimeSpan.Zero && ticket.Age < TimeSpan.FromHours(1), $"{ticket.Age}"));
        Assert.All(tickets, ticket => Assert.Empty(ticket.AdditionalProperties));
    }

    [Theory]
    [InlineData("Wait-NocTicket $tickets", 3)]
    [InlineData("Wait-NocTicket $tickets[0]", 1)]
    [InlineData("Wait-NocTicket $tickets[0].Id", 1)]
    [InlineData("Wait-NocTicket $tickets.Id", 3)]
    [InlineData("Wait-NocTicket \"$($tickets[0].Id)\"", 1)]
    public async Task Tickets_and_numbers_are_taken_by_position(string command, int count)
    {
        foreach (long id in _ids)
        {
            await ChangeTicketAsync(id, new { action = "resolve" });
        }

        Shell.Result result = await PassUntilOverAsync(Start($"{command} {How}"));

        Assert.Equal(_ids.Take(count).Order(), result.ShouldHaveNoErrors().Objects<NocTicket>().Select(ticket => ticket.Id!.Value).Order());
    }

    private async Task<Shell.Result> PassUntilOverAsync(Task<Shell.Result> running)
    {
        DateTime end = DateTime.UtcNow + TimeSpan.FromMinutes(1);
        while (!running.IsCompleted)
        {
            Assert.True(DateTime.UtcNow < end, "It does not end.");
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        return await running;
    }
}
