using System;
using System.IO;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>What a spreadsheet or a hand makes of a number or a path is the same circuit, and the same journal.</summary>
public sealed class SpelledAgainTests : TicketTest
{
    private string JournalPath => Path.Combine(Folder, "INC-7.jsonl");

    [Theory]
    [InlineData("")]
    [InlineData("-MultiSite Outage")]
    public async Task An_account_without_its_leading_zeros_is_the_same_circuit(string kind)
    {
        WithJournal(Row(), kind).ShouldHaveNoErrors();

        NocTicket again = Assert.Single(WithJournal(Row(0, "Macnum = '2145678'"), $"{kind} -SkipIssueCheck").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(8100001, again.Id);
        Assert.Equal("02145678", again.Macnum);
        Assert.NotNull(again.Recorded);
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task Of_two_spellings_of_an_account_in_one_input_the_first_is_sent()
    {
        Shell.Result result = Run($"{Row()}, {Row(0, "Macnum = '2145678'")} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal("02145678", Assert.Single(result.Objects<NocTicket>()).Macnum);
        Assert.Contains("is in the input twice", Assert.Single(result.Warnings), StringComparison.Ordinal);
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task Another_configuration_of_an_account_that_lost_its_zeros_is_another_circuit()
    {
        WithJournal(Row()).ShouldHaveNoErrors();

        Run($"{Row(0, "Macnum = '2145678'; ConfigurationId = '4200007'")} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}'");

        Assert.Equal(2, (await CreateRequestsAsync()).Count);
    }

    [Theory]
    [InlineData("GrantedTenantMacnum = '1004471'", "")]
    [InlineData("GrantedTenantMacnum = '01004471 '", "")]
    [InlineData("", "-GrantedTenantMacnum '01004471 '")]
    [InlineData("", "-GrantedTenantMacnum 1004471")]
    public async Task A_tenant_that_is_spelt_otherwise_is_the_same(string columns, string parameter)
    {
        WithJournal(Row(0, "GrantedTenantMacnum = '01004471'")).ShouldHaveNoErrors();

        Assert.NotNull(Assert.Single(WithJournal(Row(0, columns), parameter).ShouldHaveNoErrors().Objects<NocTicket>()).Recorded);

        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task A_tenant_of_the_connection_that_is_spelt_otherwise_is_the_same()
    {
        WithJournal(Row(0, "GrantedTenantMacnum = '01004471'")).ShouldHaveNoErrors();
        Connect("-RequestsPerMinute 100000 -GrantedTenantMacnum '01004471 '").ShouldHaveNoErrors();
        Assert.NotNull(Assert.Single(WithJournal(Row()).ShouldHaveNoErrors().Objects<NocTicket>()).Recorded);

        Run("$env:NOCEXPRESS_GRANTED_TENANT_MACNUM = '1004471 '").ShouldHaveNoErrors();
        try
        {
            Connect("-RequestsPerMinute 100000").ShouldHaveNoErrors();
            Assert.NotNull(Assert.Single(WithJournal(Row()).ShouldHaveNoErrors().Objects<NocTicket>()).Recorded);
        }
        finally
        {
            Environment.SetEnvironmentVariable("NOCEXPRESS_GRANTED_TENANT_MACNUM", null);
        }

        await SingleCreateRequestAsync();
    }

    [Theory]
    [InlineData("CustomerTicketNumber = 'INC7 '", "")]
    [InlineData("", "-CustomerTicketNumber 'INC7 '")]
    public async Task A_blank_after_the_customers_number_makes_no_other_ticket(string columns, string parameter)
    {
        WithJournal(Row(0, "CustomerTicketNumber = 'INC7'")).ShouldHaveNoErrors();

        Assert.NotNull(Assert.Single(WithJournal(Row(0, columns), parameter).ShouldHaveNoErrors().Objects<NocTicket>()).Recorded);

        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task A_journal_that_is_named_through_a_link_to_its_folder_waits_for_what_is_under_way()
    {
        using UnansweredRun run = UnansweredRun.Start(this, $"{Common}{Row()} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}'");
        await run.StopAsync();
        string link = Path.Combine(Folder, "linked");
        try
        {
            Directory.CreateSymbolicLink(link, Folder);
        }
        catch (IOException)
        {
            return; // Windows lets administrators alone make links.
        }

        Task<Shell.Result> second = Task.Run(() => Run($"{Row()} | New-NocTicket @common -SkipIssueCheck -JournalPath '{Path.Combine(link, "INC-7.jsonl")}'"));
        await Task.WhenAny(second, Task.Delay(500));
        run.Answer();

        Assert.NotNull(Assert.Single((await second).ShouldHaveNoErrors().Objects<NocTicket>()).Recorded);
        Assert.Equal(1, run.Requests);
    }

    private Shell.Result WithJournal(string rows, string parameters = "") =>
        Run($"{rows} | New-NocTicket @common -JournalPath '{JournalPath}' {parameters}");
}
