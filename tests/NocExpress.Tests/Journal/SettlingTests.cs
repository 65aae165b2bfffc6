using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>What is settled is what was checked: an error's command selects the entries of its own request, and a number is that of one ticket.</summary>
public sealed class SettlingTests : TicketTest
{
    private const string Create = "tickets/external";

    protected override SandboxOptions Options => new() { RequestsPerMinute = 0, Sites = 40 };

    private string JournalPath => Path.Combine(Folder, "INC-7.jsonl");

    [Theory]
    [InlineData(7)]
    [InlineData(3)]
    public async Task The_command_of_an_error_settles_the_sites_of_its_request_and_no_others(int sites)
    {
        await LoseAsync(times: 2);
        Shell.Result lost = Open(2 * sites, $"-SitesPerRequest {sites}");
        Assert.Equal(2, lost.Errors.Count);

        Assert.Equal(SitesOf(lost.Errors[1]), Settle(lost.Errors[1]));

        Assert.Equal(SitesOf(lost.Errors[0]), Macnums(NocJournalState.Unknown));
    }

    [Theory]
    [InlineData(30, 27)]
    [InlineData(4, 3)]
    public async Task The_command_of_a_run_with_fewer_sites_settles_the_sites_of_that_run(int sites, int later)
    {
        await LoseAsync(times: 1);
        Assert.Single(Open(sites).Errors);

        Shell.Result left = Open(later);

        Assert.Equal(later, left.Errors.Sum(error => SitesOf(error).Length));
        Assert.All(left.Errors, error => Assert.Equal(SitesOf(error), Settle(error)));
        Assert.Equal(sites - later, Macnums(NocJournalState.Unknown).Length);
    }

    [Fact]
    public async Task The_command_settles_no_other_number_issue_or_configuration_of_the_site()
    {
        await LoseAsync(times: 2);
        Open(1, "-CustomerTicketNumber A");
        string both = "$circuits[0] | ForEach-Object { $_; [pscustomobject]@{ Macnum = $_.Macnum; ConfigurationId = 77; TypeName = $_.TypeName; SubtypeName = $_.SubtypeName } }";
        Run($"{Circuits}{both} | New-NocTicket @common -MultiSite Outage -CustomerTicketNumber B -JournalPath '{JournalPath}'").ShouldFailWith("NocOutcomeUnknown");

        Shell.Result left = Open(1, "-CustomerTicketNumber B");
        Settle(left.Errors[0]);

        Assert.Equal(
            [("A", false), ("B", true), ("B", false)],
            Entries().Select(entry => (entry.CustomerTicketNumber!, entry.State == NocJournalState.NotSent)));
    }

    [Fact]
    public async Task One_number_is_not_recorded_for_several_sites_that_its_ticket_does_not_name()
    {
        await LoseAsync(times: 1);
        Open(2);
        using StubServer server = new(_ => StubServer.Ok("""{"id":4243,"issue":"Circuit Down"}"""));
        ConnectTo(server.BaseUri);
        string resolve = $"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -TicketId 4243 -Confirm:$false";

        Shell.Result refused = Run(resolve);

        Assert.Equal(2, refused.Errors.Count);
        Assert.All(refused.Errors, error =>
        {
            Assert.StartsWith("NocValidationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("does not say whose it is", error.Exception.Message, StringComparison.Ordinal);
        });
        Assert.Equal(2, Macnums(NocJournalState.Unknown).Length);

        Run($"@(Get-NocJournal '{JournalPath}')[0] | Resolve-NocJournalEntry -TicketId 4243 -Confirm:$false").ShouldHaveNoErrors();
        Assert.Single(Macnums(NocJournalState.Unknown));

        Run($"{resolve} -Force").ShouldHaveNoErrors();
        Assert.All(Entries(), entry => Assert.Equal(4243, entry.TicketId));
    }

    [Fact]
    public async Task A_number_is_recorded_for_each_of_several_sites_that_its_ticket_names()
    {
        await LoseAsync(times: 1);
        Open(2);
        string configurations = string.Join(",", Entries().Select(entry => $$"""{"id":{{entry.ConfigurationId}}}"""));
        using StubServer server = new(_ => StubServer.Ok($$"""{"id":4243,"configurations":[{{configurations}}]}"""));
        ConnectTo(server.BaseUri);

        Run($"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -TicketId 4243 -Confirm:$false").ShouldHaveNoErrors();

        Assert.All(Entries(), entry => Assert.Equal(4243, entry.TicketId));
    }

    [Fact]
    public async Task One_number_is_not_recorded_for_two_tickets_of_one_site()
    {
        await LoseAsync(times: 2);
        Open(1, "-CustomerTicketNumber A");
        Open(1, "-CustomerTicketNumber B");
        string macnum = Entries()[0].Macnum;
        using StubServer server = new(_ => StubServer.Ok($$"""{"id":4243,"macnum":"{{macnum}}"}"""));
        ConnectTo(server.BaseUri);

        Shell.Result refused = Run($"Get-NocJournal '{JournalPath}' | Resolve-NocJournalEntry -TicketId 4243 -Confirm:$false");

        Assert.Equal(2, refused.Errors.Count);
        Assert.All(Entries(), entry => Assert.Equal(NocJournalState.Unknown, entry.State));
    }

    private const string Circuits = "$circuits = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband; ";

    private Shell.Result Open(int sites, string parameters = "") =>
        Run($"{Circuits}$circuits[0..{sites - 1}] | New-NocTicket @common -MultiSite Outage -JournalPath '{JournalPath}' {parameters}");

    /// <summary>Has the server lose so many requests before it acts on them.</summary>
    private Task LoseAsync(int times) => AddFaultAsync(new { method = "POST", path = Create, times, status = 504 });

    /// <summary>Says by the error's own command that nothing was opened.</summary>
    /// <returns>The sites of the entries that were settled by it.</returns>
    private string[] Settle(System.Management.Automation.ErrorRecord error)
    {
        string message = error.Exception.Message;
        string command = message[message.IndexOf("Get-NocJournal", StringComparison.Ordinal)..message.IndexOf(" -TicketId NUMBER", StringComparison.Ordinal)];
        return [.. Run($"{command} -NotOpened -PassThru -Confirm:$false").ShouldHaveNoErrors().Objects<NocJournalEntry>().Select(entry => entry.Macnum)];
    }

    private static string[] SitesOf(System.Management.Automation.ErrorRecord error) =>
        [.. Assert.IsType<NocException>(error.Exception).Sites.Select(site => site.Macnum)];

    private string[] Macnums(NocJournalState state) => [.. Entries().Where(entry => entry.State == state).Select(entry => entry.Macnum)];

    private IReadOnlyList<NocJournalEntry> Entries() => Run($"Get-NocJournal '{JournalPath}'").ShouldHaveNoErrors().Objects<NocJournalEntry>();
}
