using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>Looking into a journal, and saying what was found.</summary>
public sealed class JournalCmdletTests : TicketTest
{
    private readonly DateTimeOffset _began = DateTimeOffset.UtcNow.AddMilliseconds(-1);

    private const string Create = "tickets/external";

    private string JournalPath => Path.Combine(Folder, "INC-7.jsonl");

    [Fact]
    public async Task An_entry_for_each_circuit_says_all_that_its_ticket_can_be_looked_for_by()
    {
        await AddFaultAsync(new { method = "POST", path = Create, skip = 1, times = 1, status = 504 });
        WithJournal($"{Row(0, "SiteName = 'x'")}, {Row(1)}").ShouldFailWith("NocOutcomeUnknown");

        IReadOnlyList<NocJournalEntry> entries = Entries();

        Assert.Equal([NocJournalState.Opened, NocJournalState.Unknown], entries.Select(entry => entry.State));
        Assert.Equal(["02145678", "39639469"], entries.Select(entry => entry.Macnum));
        Assert.Equal([4200000L, 4200032L], entries.Select(entry => entry.ConfigurationId));
        Assert.Equal([8100001L, null], entries.Select(entry => entry.TicketId));
        Assert.All(entries, entry =>
        {
            Assert.Equal("Broadband Service Request", entry.TypeName);
            Assert.Equal("Service Outage", entry.SubtypeName);
            Assert.Equal("Circuit Down", entry.IssueName);
            Assert.Equal("INC-7", entry.CustomerTicketNumber);
            Assert.Equal(JournalPath, entry.Journal);
            Assert.InRange(entry.SentAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        });
        Assert.Contains("504", entries[1].Reason, StringComparison.Ordinal);
        Assert.Equal("8100001", Run($"(Get-NocJournal '{JournalPath}' | Where-Object TicketId | Get-NocTicket).Id").ShouldHaveNoErrors().Output.Single().ToString());
    }

    [Fact]
    public async Task A_journal_is_read_while_a_run_has_it_and_without_a_connection()
    {
        await AddFaultAsync(new { method = "POST", path = Create, skip = 1, delayMs = 12_000 });
        Task<Shell.Result> run = Task.Run(() => WithJournal($"{Row()}, {Row(1)}"));
        while ((await CreateRequestsAsync()).Count < 2)
        {
            await Task.Delay(20);
        }

        (_, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"),
            [$"Import-Module '{Repository.Manifest}'; Get-NocJournal '{JournalPath}' | ForEach-Object {{ \"$_\"; $_.Reason }}"]);

        Assert.Contains("Opened: macnum 02145678", output, StringComparison.Ordinal);
        Assert.Contains("Unknown: macnum 39639469", output, StringComparison.Ordinal);
        Assert.Contains("no end is recorded", output, StringComparison.Ordinal);
        (await run).ShouldHaveNoErrors();
    }

    [Fact]
    public void Without_a_path_it_is_what_this_process_has_sent_with_a_journal_or_without()
    {
        WithJournal(Row()).ShouldHaveNoErrors();
        Run($"{Row(1)} | New-NocTicket @common").ShouldHaveNoErrors();

        NocJournalEntry[] entries = [.. Run("Get-NocJournal").ShouldHaveNoErrors().Objects<NocJournalEntry>().Where(IsOfThisServer)];

        Assert.Equal(["02145678", "39639469"], entries.Select(entry => entry.Macnum));
        Assert.Equal([JournalPath, null], entries.Select(entry => entry.Journal));
        Assert.All(entries, entry => Assert.Equal(NocJournalState.Opened, entry.State));
    }

    [Fact]
    public void Paths_are_taken_by_wildcard_by_name_and_from_the_pipeline()
    {
        WithJournal(Row()).ShouldHaveNoErrors();
        Run($"{Row(1)} | New-NocTicket @common -JournalPath '{Path.Combine(Folder, "INC-8.jsonl")}'").ShouldHaveNoErrors();

        Assert.Equal(2, Run($"Get-NocJournal '{Folder}/INC-*.jsonl'").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(2, Run($"[pscustomobject]@{{ FullName = '{JournalPath}' }}, [pscustomobject]@{{ FullName = '{Path.Combine(Folder, "INC-8.jsonl")}' }} | Get-NocJournal").ShouldHaveNoErrors().Output.Count);
        Assert.Single(Run($"'{JournalPath}' | Get-NocJournal").ShouldHaveNoErrors().Output);
    }

    [Fact]
    public async Task A_journal_with_wildcards_in_its_name_is_found_by_that_name_and_by_the_command_of_an_error()
    {
        string path = Path.Combine(Folder, "INC[7].jsonl");
        File.WriteAllText(Path.Combine(Folder, "INC7.jsonl"), "");
        await AddFaultAsync(new { method = "POST", path = Create, times = 1, status = 504 });
        string message = Run($"{Row()} | New-NocTicket @common -JournalPath '{path}'").ShouldFailWith("NocOutcomeUnknown").Message;

        Assert.Single(Run($"Get-NocJournal '{path}'").ShouldHaveNoErrors().Output);
        Assert.Contains($"Get-NocJournal -LiteralPath '{path}'", message, StringComparison.Ordinal);
        string command = message[message.IndexOf("Get-NocJournal", StringComparison.Ordinal)..message.IndexOf(" -TicketId NUMBER", StringComparison.Ordinal)];
        Assert.Single(Run($"{command} -NotOpened -PassThru -Confirm:$false").ShouldHaveNoErrors().Output);
    }

    [Fact]
    public void The_command_for_a_journal_in_use_finds_one_with_wildcards_in_its_name()
    {
        string path = Path.Combine(Folder, "INC[7].jsonl");
        using FileStream held = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        string message = Run($"{Row()} | New-NocTicket @common -JournalPath '{path}'").ShouldFailWith("NocJournalInUse").Message;

        Assert.Contains($"Get-NocJournal -LiteralPath '{path}'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wildcard_that_matches_no_journal_is_an_error()
    {
        Assert.Contains("INC-*.jsonl", Run($"Get-NocJournal '{Folder}/INC-*.jsonl'").ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_journal_is_an_error_and_the_others_are_read()
    {
        WithJournal(Row()).ShouldHaveNoErrors();
        File.WriteAllText(Path.Combine(Folder, "torn.jsonl"), "Macnum,Id\n1,2\n");

        Shell.Result result = Run($"Get-NocJournal '{Folder}/none.jsonl', '{Folder}/torn.jsonl', '{JournalPath}'");

        Assert.Equal(["NocValidationFailed", "NocJournalCorrupt"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task What_was_not_opened_is_opened_by_the_next_run()
    {
        await LoseAsync(1);

        Run($"Get-NocJournal '{JournalPath}' | Where-Object State -eq Unknown | Resolve-NocJournalEntry -NotOpened -Confirm:$false").ShouldHaveNoErrors();

        NocJournalEntry entry = Assert.Single(Entries());
        Assert.Equal(NocJournalState.NotSent, entry.State);
        Assert.Contains("has found that it was not opened", entry.Reason, StringComparison.Ordinal);
        Assert.Single(WithJournal(Row()).ShouldHaveNoErrors().Output);
        Assert.Equal(["claimed", "unknown", "settled", "claimed", "opened"], Events());
    }

    [Fact]
    public async Task A_ticket_that_was_found_is_read_and_is_the_recorded_one_from_then_on()
    {
        await AddFaultAsync(new { method = "POST", path = Create, when = "after", times = 1, status = 504 });
        WithJournal(Row()).ShouldFailWith("NocOutcomeUnknown");

        Shell.Result resolved = Run($"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -TicketId 8100001 -Confirm:$false -PassThru").ShouldHaveNoErrors();

        Assert.Equal(8100001, Assert.Single(resolved.Objects<NocJournalEntry>()).TicketId);
        NocTicket ticket = Assert.Single(WithJournal(Row()).ShouldHaveNoErrors().Objects<NocTicket>());
        Assert.Equal(8100001, ticket.Id);
        Assert.Equal("Circuit Down", ticket.Issue);
        Assert.NotNull(ticket.Recorded);
        await SingleCreateRequestAsync();
        Assert.Equal(["claimed", "unknown", "settled"], Events());
        Assert.Contains(Environment.UserName, (string)Lines()[2]["by"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "", "is of another site")]
    [InlineData(0, "No Sync", "is about another issue, 'No Sync'")]
    public async Task A_ticket_of_another_site_or_issue_is_refused_but_by_force(int site, string issue, string said)
    {
        await LoseAsync(1);
        Run($"{(issue.Length > 0 ? $"$common.IssueName = '{issue}'; " : "")}{Row(site)} | New-NocTicket @common").ShouldHaveNoErrors();
        string before = File.ReadAllText(JournalPath);
        string resolve = $"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -TicketId 8100001 -Confirm:$false";

        Assert.Contains($"Ticket 8100001 {said}", Run(resolve).ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(JournalPath));

        Run($"{resolve} -Force").ShouldHaveNoErrors();
        Assert.Equal(8100001, Assert.Single(Entries()).TicketId);
    }

    [Fact]
    public async Task A_number_that_the_server_does_not_know_is_an_error_and_nothing_is_recorded()
    {
        await LoseAsync(1);

        Run($"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -TicketId 1 -Confirm:$false").ShouldFailWith("NocRequestRejected");

        Assert.Equal(["claimed", "unknown"], Events());
    }

    [Fact]
    public async Task Resolving_asks_and_WhatIf_records_nothing()
    {
        await LoseAsync(1);

        Shell.Answer(0);
        Assert.Contains("Record that no ticket was opened", Run($"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -NotOpened -WhatIf").ShouldHaveNoErrors().HostText, StringComparison.Ordinal);
        Assert.Equal(["claimed", "unknown"], Events());

        // Nobody is asked who is not there: the impact is high.
        Assert.NotEmpty(Run($"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -NotOpened").HostText);
        Assert.Equal(["claimed", "unknown", "settled"], Events());
    }

    [Fact]
    public void What_is_not_unknown_stays_as_it_is_but_by_force()
    {
        WithJournal(Row()).ShouldHaveNoErrors();
        string resolve = $"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -NotOpened -Confirm:$false";

        Assert.Contains("is not unknown", Run(resolve).ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.Equal(["claimed", "opened"], Events());

        Run($"{resolve} -Force").ShouldHaveNoErrors();
        Assert.Equal(["claimed", "opened", "settled"], Events());
    }

    [Fact]
    public async Task What_was_settled_meanwhile_is_not_settled_again()
    {
        await LoseAsync(1);

        Shell.Result result = Run($$"""
            $entry = Get-NocJournal '{{JournalPath}}'
            $entry | Resolve-NocJournalEntry -NotOpened -Confirm:$false
            $entry | Resolve-NocJournalEntry -NotOpened -Confirm:$false
            """);

        Assert.Contains("not unknown any more", result.ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.Equal(["claimed", "unknown", "settled"], Events());
    }

    [Fact]
    public async Task What_was_sent_without_a_journal_can_be_settled_in_this_process()
    {
        await AddFaultAsync(new { method = "POST", path = Create, times = 1, status = 504 });
        Run($"{Row()} | New-NocTicket @common").ShouldFailWith("NocOutcomeUnknown");

        Run($"Get-NocJournal | Where-Object BaseUri -eq '{Server}' | Resolve-NocJournalEntry -NotOpened -Confirm:$false").ShouldHaveNoErrors();

        Assert.Equal(NocJournalState.NotSent, Assert.Single(Run("Get-NocJournal").Objects<NocJournalEntry>(), IsOfThisServer).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public async Task What_is_under_way_in_this_process_cannot_be_settled_until_it_has_ended(string force)
    {
        using UnansweredRun run = UnansweredRun.Start(this, $"{Common}{Row()} | New-NocTicket @common -SkipIssueCheck");
        await run.StopAsync();
        string mine = $"Get-NocJournal | Where-Object {{ $_.BaseUri -eq '{run.Server}' -and $_.SentAt -ge '{_began:O}' }}";

        string refused = Run($"{mine} | Resolve-NocJournalEntry -NotOpened -Confirm:$false {force}").ShouldFailWith("NocJournalInUse").Message;
        Assert.Contains("is still under way in this process", refused, StringComparison.Ordinal);
        Assert.Equal(NocJournalState.Unknown, Assert.Single(Run(mine).Objects<NocJournalEntry>()).State);

        run.Answer();
        NocJournalEntry entry;
        do
        {
            await Task.Delay(20);
            entry = Assert.Single(Run(mine).Objects<NocJournalEntry>());
        }
        while (entry.State == NocJournalState.Unknown);
        Assert.Equal(8100001, entry.TicketId);
    }

    [Fact]
    public void A_table_shows_the_state_at_a_glance()
    {
        WithJournal(Row()).ShouldHaveNoErrors();

        string table = string.Concat(Run($"Get-NocJournal '{JournalPath}' | Out-Default").ShouldHaveNoErrors().HostText);

        Assert.Contains("Opened", table, StringComparison.Ordinal);
        Assert.Contains("8100001", table, StringComparison.Ordinal);
    }

    /// <summary>Has the server lose so many requests for the first site, before it acts on them.</summary>
    private async Task LoseAsync(int times)
    {
        await AddFaultAsync(new { method = "POST", path = Create, times, status = 504 });
        WithJournal(Row()).ShouldFailWith("NocOutcomeUnknown");
    }

    private string Server => Sandbox.BaseUri.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>An earlier test of this process may have had the same port.</summary>
    private bool IsOfThisServer(NocJournalEntry entry) => entry.BaseUri == Server && entry.SentAt >= _began;

    private IReadOnlyList<NocJournalEntry> Entries() =>
        Run($"Get-NocJournal '{JournalPath}'").ShouldHaveNoErrors().Objects<NocJournalEntry>();

    private JsonNode[] Lines() => [.. File.ReadAllLines(JournalPath).Select(line => JsonNode.Parse(line)!)];

    private IEnumerable<string> Events() => Lines().Select(line => (string)line["event"]!);

    private Shell.Result WithJournal(string rows) =>
        Run($"{rows} | New-NocTicket @common -CustomerTicketNumber INC-7 -JournalPath '{JournalPath}'");
}
