using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Models;
using NocExpress.Tests.Secrecy;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>A journal in an Azure table does what one in a file does, and runs on several machines share it.</summary>
public sealed class TableJournalTests : TableTest
{
    private const string AllSites = "Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common -JournalName INC7";

    [AzuriteFact]
    public async Task A_repeated_run_sends_nothing_and_puts_the_recorded_tickets_out()
    {
        NocTicket first = Assert.Single(Open("-JournalName INC7").ShouldHaveNoErrors().Objects<NocTicket>());

        NocTicket again = Assert.Single(Open("-JournalName inc7").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(first.Id, again.Id);
        Assert.Null(first.Recorded);
        Assert.NotNull(again.Recorded);
        Assert.Equal("02145678", again.Macnum);
        Assert.Single(await CreateRequestsAsync());
    }

    [AzuriteFact]
    public async Task An_account_without_its_leading_zeros_is_the_same_circuit_in_a_table()
    {
        Open("-JournalName INC7").ShouldHaveNoErrors();

        NocTicket again = Assert.Single(Run($"{Row(0, "Macnum = '2145678'")} | New-NocTicket @common -JournalName INC7").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal("02145678", again.Macnum);
        Assert.NotNull(again.Recorded);
        Assert.Single(await CreateRequestsAsync());
    }

    [AzuriteFact]
    public async Task Two_runs_of_one_alert_put_out_the_same_tickets_and_open_each_once()
    {
        Task<string> other = RunElsewhereAsync($"{AllSites} | ForEach-Object {{ 'ticket ' + $_.Id }}");

        Shell.Result mine = Run(AllSites).ShouldHaveNoErrors();

        string[] theirs = [.. (await other).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(Ids(mine).Select(id => $"ticket {id}"), theirs);
        IReadOnlyList<string> stored = await StoredMacnumsAsync();
        Assert.Equal(stored.Distinct(), stored);
        Assert.Equal(Ids(mine).Length, stored.Count);
    }

    [AzuriteFact]
    public async Task A_multi_site_request_claims_more_circuits_than_a_transaction_takes()
    {
        string rows = "1..250 | ForEach-Object { [pscustomobject]@{ Macnum = ('9{0:0000000}' -f $_); ConfigurationId = 5000000 + $_ } }";
        Shell.Result first = Run($"{rows} | New-NocTicket @common -MultiSite Outage -SitesPerRequest 250 -SkipIssueCheck -JournalName INC7");
        int sent = (await CreateRequestsAsync()).Count;

        Shell.Result again = Run($"{rows} | New-NocTicket @common -MultiSite Outage -SitesPerRequest 100 -SkipIssueCheck -JournalName INC7");

        Assert.Equal(1, sent);
        Assert.Equal(250, Run("Get-NocJournal -Name INC7").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(Ids(first), Ids(again));
    }

    [AzuriteFact]
    public void The_entries_of_a_journal_come_out_by_a_name_with_wildcards()
    {
        Open("-JournalName 'INC/7 #1?'").ShouldHaveNoErrors();
        Run($"{Row(1)} | New-NocTicket @common -JournalName INC8").ShouldHaveNoErrors();

        NocJournalEntry[] entries = [.. Run("Get-NocJournal -Name inc*").ShouldHaveNoErrors().Objects<NocJournalEntry>()];

        Assert.Equal(["INC/7 #1?", "INC8"], entries.Select(entry => entry.Journal));
        Assert.All(entries, entry => Assert.Equal((NocJournalState.Opened, TableUri), (entry.State, entry.StorageUri)));
        Assert.Equal(["02145678", "39639469"], entries.Select(entry => entry.Macnum));
    }

    [AzuriteFact]
    public void A_journal_that_is_called_as_it_is_written_is_meant_whatever_wildcards_are_in_its_name()
    {
        Open("-JournalName 'INC/7 #1?'").ShouldHaveNoErrors();
        Run($"{Row(1)} | New-NocTicket @common -JournalName 'INC/7 #12'").ShouldHaveNoErrors();

        Assert.Equal("INC/7 #1?", Assert.Single(Run("Get-NocJournal -Name 'INC/7 #1?'").ShouldHaveNoErrors().Objects<NocJournalEntry>()).Journal);
        Run("Remove-NocJournal 'INC/7 #1?' -Confirm:$false").ShouldHaveNoErrors();
        Assert.Equal("INC/7 #12", Assert.Single(Run("Get-NocJournal -Name inc*").ShouldHaveNoErrors().Objects<NocJournalEntry>()).Journal);
    }

    [AzuriteFact]
    public async Task What_became_of_an_unknown_entry_is_settled_in_the_table()
    {
        await AddFaultAsync(new { method = "POST", path = "tickets/external", cut = true, when = "after", times = 1 });
        Open("-JournalName INC7").ShouldFailWith("NocOutcomeUnknown");
        NocException refused = Open("-JournalName INC7").ShouldFailWith("NocOutcomeUnknown");
        Assert.Contains("Get-NocJournal -Name 'INC7'", refused.Message, StringComparison.Ordinal);
        Run("Remove-NocJournal INC7 -Confirm:$false").ShouldFailWith("NocValidationFailed");

        string message = refused.Message;
        string command = message[message.IndexOf("Get-NocJournal", StringComparison.Ordinal)..message.IndexOf(" -TicketId NUMBER", StringComparison.Ordinal)];
        NocJournalEntry settled = Assert.Single(Run($"{command} -NotOpened -PassThru -Confirm:$false").ShouldHaveNoErrors().Objects<NocJournalEntry>());

        Assert.Equal(NocJournalState.NotSent, settled.State);
        Assert.Single(Open("-JournalName INC7").ShouldHaveNoErrors().Output);
    }

    [AzuriteFact]
    public async Task The_command_of_an_error_settles_the_sites_of_its_request_in_the_table()
    {
        const string lost = "Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | ForEach-Object { $all = @() } { $all += $_ } { $all[0..7] } "
            + "| New-NocTicket @common -MultiSite Outage -SitesPerRequest 4 -JournalName INC7";
        await AddFaultAsync(new { method = "POST", path = "tickets/external", status = 504, times = 2 });
        Run(lost);

        foreach (System.Management.Automation.ErrorRecord error in Run(lost).Errors.Where(error => error.FullyQualifiedErrorId.StartsWith("NocOutcomeUnknown", StringComparison.Ordinal)).ToArray())
        {
            string message = error.Exception.Message;
            string command = message[message.IndexOf("Get-NocJournal", StringComparison.Ordinal)..message.IndexOf(" -TicketId NUMBER", StringComparison.Ordinal)];
            Assert.Equal(
                Assert.IsType<NocException>(error.Exception).Sites.Select(site => site.Macnum).OrderBy(macnum => macnum, StringComparer.Ordinal),
                Run($"{command} -NotOpened -PassThru -Confirm:$false").ShouldHaveNoErrors().Objects<NocJournalEntry>().Select(entry => entry.Macnum).OrderBy(macnum => macnum, StringComparer.Ordinal));
        }

        Assert.All(Run("Get-NocJournal -Name INC7").Objects<NocJournalEntry>(), entry => Assert.Equal(NocJournalState.NotSent, entry.State));
    }

    [AzuriteFact]
    public void A_journal_that_is_removed_is_gone()
    {
        Open("-JournalName INC7").ShouldHaveNoErrors();

        Run("Remove-NocJournal INC7 -Confirm:$false").ShouldHaveNoErrors();

        Assert.Empty(Run("Get-NocJournal -Name *").ShouldHaveNoErrors().Output);
        Run("Get-NocJournal -Name INC7").ShouldFailWith("NocValidationFailed");
    }

    [AzuriteFact]
    public void A_connection_shows_its_table_and_not_its_token()
    {
        Shell.Result result = Run("Get-NocConnection");

        Assert.Equal(TableUri, Assert.Single(result.Objects<NocConnection>()).StorageUri);
        string shown = Printout.Of(result);
        Assert.Contains(TableUri.ToString(), shown, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", shown, StringComparison.Ordinal);
    }
}
