using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>
/// The error that ends a run is all that a catch block sees: it speaks of all that was left, and its target can be piped back.
/// </summary>
public sealed class RunEndTargetTests : TicketTest
{
    private const string Create = "tickets/external";
    private const string Circuits = "Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband";

    private string JournalPath => Path.Combine(Folder, "INC-7.jsonl");

    [Fact]
    public async Task Of_a_batch_without_a_ticket_the_sites_are_named_and_the_target_is_what_was_not_sent()
    {
        await SetBehaviourAsync(new { missingTickets = 1 });
        ErrorRecord ended = Ended($"{Circuits} | New-NocTicket @common -MultiSite Outage -SitesPerRequest 4 -ErrorAction Stop");
        NocException error = (NocException)ended.Exception;

        Assert.Equal(3, error.Opened.Count);
        Assert.Equal(8, error.Sites.Count);
        Assert.Equal(7, TargetsOf(ended).Length);
        Assert.Contains("What is not known is not in it, and is settled first.", error.Message, StringComparison.Ordinal);
        Assert.False(error.SafeToRetry);

        await SetBehaviourAsync(new { missingTickets = 0 });
        Assert.Equal(7, PipedBack(ended, "-MultiSite Outage").ShouldHaveNoErrors().Output.Count);
        await NoCircuitHasTwoAsync(10);
    }

    [Fact]
    public async Task A_site_whose_file_was_not_stored_is_not_left_to_do()
    {
        await SetBehaviourAsync(new { failedAttachments = new[] { "plan" } });
        string file = WriteFile("plan.pdf");
        ErrorRecord ended = Ended($"{Circuits} | New-NocTicket @common -Attachment '{file}' -ErrorAction Stop -ThrottleLimit 1");
        NocException error = (NocException)ended.Exception;

        Assert.StartsWith("NocAttachmentNotStored,", ended.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(error.Opened);
        Assert.Equal(11, error.Sites.Count);
        Assert.Equal(10, TargetsOf(ended).Length);

        Assert.Equal(10, PipedBack(ended).ShouldHaveNoErrors().Output.Count);
        await NoCircuitHasTwoAsync(11);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-MultiSite Outage")]
    public async Task The_target_of_a_file_that_was_not_stored_is_the_file(string kind)
    {
        await SetBehaviourAsync(new { failedAttachments = new[] { "plan" } });
        string file = WriteFile("plan.pdf");
        string run = $"{Row()}, {Row(1)} | New-NocTicket @common {kind} -Attachment '{file}' -JournalPath '{JournalPath}'";

        Shell.Result first = Run(run);
        Assert.Equal(2, first.Errors.Count);
        Assert.All(first.Errors, error => Assert.Equal(file, error.TargetObject));
        Assert.All(Run(run).Errors, error => Assert.Equal("plan.pdf", error.TargetObject));

        Assert.StartsWith("NocValidationFailed,", PipedBack(first.Errors[0], kind).Errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        await NoCircuitHasTwoAsync(2);
    }

    [Fact]
    public async Task What_an_earlier_run_left_unknown_is_all_told_of_where_any_error_is_the_end()
    {
        await AddFaultAsync(new { method = "POST", path = Create, every = 2, status = 502 });
        string run = $"{Circuits} | New-NocTicket @common -ThrottleLimit 1 -JournalPath '{JournalPath}'";
        string[] unknown = [.. Run(run).Errors.SelectMany(error => ((NocException)error.Exception).Sites).Select(site => site.Macnum)];
        Assert.Equal(5, unknown.Length);
        await ClearRequestsAsync();

        ErrorRecord ended = Ended($"{run} -ErrorAction Stop");

        NocException error = (NocException)ended.Exception;
        Assert.Equal(unknown, error.Sites.Select(site => site.Macnum));
        Assert.Equal(unknown.Length, TargetsOf(ended).Length);
        Assert.Equal(5, Regex.Count(error.Message, "It was not sent again"));
        Assert.Equal(5, Regex.Count(error.Message, "Resolve-NocJournalEntry"));
        await NothingWasSentAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ErrorAction Stop")]
    public async Task The_target_of_a_connection_that_is_dead_is_all_that_was_not_sent(string parameter)
    {
        await AddFaultAsync(new { method = "POST", path = Create, skip = 3, times = 2, status = 401 });
        ErrorRecord ended = Ended($"{Circuits} | New-NocTicket @common -ThrottleLimit 1 {parameter}");

        NocException error = (NocException)ended.Exception;
        Assert.Equal(8, error.Sites.Count);
        Assert.Contains("7 ticket requests were not sent, because of that.", error.Message, StringComparison.Ordinal);

        Assert.Equal(8, PipedBack(ended).ShouldHaveNoErrors().Output.Count);
        await NoCircuitHasTwoAsync(11);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ErrorAction Stop")]
    public void A_warning_that_ends_a_run_has_the_tickets_that_it_had_opened(string parameter)
    {
        int next = 0;
        using StubServer server = new(_ => StubServer.Ok($$"""[{"id":{{System.Threading.Interlocked.Increment(ref next)}}}]"""));
        ConnectTo(server.BaseUri);

        ErrorRecord ended = Ended($"$t = {Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -SkipIssueCheck -Attachment '{WriteFile("plan.pdf")}' -WarningAction Stop {parameter}");

        NocException error = Assert.IsType<NocException>(ended.Exception);
        Assert.Equal([1, 2, 3], error.Opened.Select(ticket => ticket.Id).Order());
        Assert.Contains("does not say whether its files were stored", error.Message, StringComparison.Ordinal);
        Assert.Contains("This run has opened 3 tickets, in the exception's Opened: ", error.Message, StringComparison.Ordinal);
        Assert.False(error.SafeToRetry);
        Assert.Empty(TargetsOf(ended));
    }

    private ErrorRecord Ended(string script)
    {
        Shell.Result result = Shell.Try(Common + script);
        Assert.IsType<NocException>(result.Terminating!.Exception);
        return result.Terminating;
    }

    private static object?[] TargetsOf(ErrorRecord error) => error.TargetObject as object?[] ?? [error.TargetObject];

    private Shell.Result PipedBack(ErrorRecord error, string parameters = "")
    {
        Shell.Set("left", error.TargetObject);
        return Run($"$left | New-NocTicket @common {parameters}");
    }

    private async Task NoCircuitHasTwoAsync(int tickets)
    {
        IReadOnlyList<JsonNode> stored = await TicketsAsync();
        Assert.Equal(tickets, stored.Count);
        Assert.Equal(tickets, stored.Select(ticket => ticket["configurations"]!.ToJsonString()).Distinct().Count());
    }
}
