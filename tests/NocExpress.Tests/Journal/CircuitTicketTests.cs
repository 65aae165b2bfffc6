using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>
/// The unit of a journal is the circuit's ticket: whatever else changes from run to run of an outage opens no second one.
/// </summary>
public sealed class CircuitTicketTests : TicketTest
{
    private const string Multi = "-MultiSite Outage";

    private string JournalPath => Path.Combine(Folder, "INC-7.jsonl");

    [Theory]
    [InlineData("")]
    [InlineData(Multi)]
    public async Task A_time_in_the_description_opens_no_second_tickets(string kind)
    {
        Shell.Result first = WithJournal(Rows(0, 1, 2), $"{kind} -InitialDescription 'Down since 09:00'").ShouldHaveNoErrors();
        int sent = (await CreateRequestsAsync()).Count;

        Shell.Result second = WithJournal(Rows(0, 1, 2), $"{kind} -InitialDescription 'Down since 09:10'").ShouldHaveNoErrors();

        Assert.Equal(sent, (await CreateRequestsAsync()).Count);
        Assert.Equal(Ids(first), Ids(second));
        Assert.All(first.Objects<NocTicket>(), ticket => Assert.Null(ticket.Recorded));
        Assert.All(second.Objects<NocTicket>(), ticket => Assert.NotNull(ticket.Recorded));

        // The requests go out together, and the server numbers them as they come.
        string warning = $"3 tickets: {string.Join(", ", Ids(first))} were opened with other values than this run has (InitialDescription)";
        Assert.Contains(warning, Assert.Single(second.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_site_more_in_a_batch_sends_that_site_alone()
    {
        WithJournal(Rows(0, 1), Multi).ShouldHaveNoErrors();
        await ClearRequestsAsync();

        Shell.Result second = WithJournal(Rows(2, 0, 1), Multi).ShouldHaveNoErrors();

        Assert.Equal("4200064", Field(await SingleCreateRequestAsync(), "configuration_ids"));
        Assert.Equal([8100003, 8100001, 8100002], Ids(second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Another_size_of_batches_and_another_order_send_nothing(int sites)
    {
        WithJournal(Rows(0, 1, 2), Multi).ShouldHaveNoErrors();
        await ClearRequestsAsync();

        Shell.Result second = WithJournal(Rows(2, 1, 0), $"{Multi} -SitesPerRequest {sites}").ShouldHaveNoErrors();

        await NothingWasSentAsync();
        Assert.Equal([8100003, 8100002, 8100001], Ids(second));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Multi)]
    public async Task A_configuration_more_at_a_site_is_sent_alone_and_the_recorded_ticket_comes_out(string kind)
    {
        WithJournal(Row(), kind).ShouldHaveNoErrors();
        await ClearRequestsAsync();

        Shell.Result second = WithJournal(Row(0, "ConfigurationId = '4200007,4200000'"), kind).ShouldHaveNoErrors();

        Assert.Equal("4200007", Field(await SingleCreateRequestAsync(), "configuration_ids"));
        Assert.Equal([8100002, 8100001], Ids(second));
        Assert.Equal([[4200007L], [4200000L]], second.Objects<NocTicket>().Select(ticket => ticket.ConfigurationIds));
    }

    [Fact]
    public async Task The_ticket_of_several_circuits_of_a_site_comes_out_once()
    {
        WithJournal(Row(0, "ConfigurationId = '4200000,4200007'")).ShouldHaveNoErrors();
        await ClearRequestsAsync();

        NocTicket ticket = Assert.Single(WithJournal($"{Row(0, "ConfigurationId = '4200007'")}, {Row()}").ShouldHaveNoErrors().Objects<NocTicket>());

        await NothingWasSentAsync();
        Assert.Equal([4200000L, 4200007L], ticket.ConfigurationIds);
    }

    [Fact]
    public async Task Requests_for_one_site_and_for_many_share_a_journal()
    {
        WithJournal(Rows(0), "-CustomerTicketNumber INC-7").ShouldHaveNoErrors();
        Shell.Result multi = WithJournal(Rows(0, 1), $"{Multi} -CustomerTicketNumber INC-7").ShouldHaveNoErrors();
        await ClearRequestsAsync();

        // Another type is another ticket, and worth a warning.
        Assert.Contains("has another ticket in the journal, ticket 8100001: Circuit Down (Broadband Service Request, Service Outage, customer ticket number INC-7)", Assert.Single(multi.Warnings), StringComparison.Ordinal);
        Assert.Equal([8100002, 8100003], Ids(WithJournal(Rows(0, 1), $"{Multi} -CustomerTicketNumber INC-7").ShouldHaveNoErrors()));
        Assert.Equal([8100001], Ids(WithJournal(Rows(0), "-CustomerTicketNumber INC-7").ShouldHaveNoErrors()));
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_ticket_knows_what_it_was_opened_for_now_and_when_it_comes_out_of_the_journal()
    {
        string script = $"{Rows(0, 1)} | New-NocTicket @common {Multi} -CustomerTicketNumber INC-7 -JournalPath '{JournalPath}'";
        DateTimeOffset before = DateTimeOffset.UtcNow.AddSeconds(-1);

        Shell.Result first = Run(script).ShouldHaveNoErrors();
        Shell.Result second = Run(script).ShouldHaveNoErrors();

        foreach (Shell.Result result in new[] { first, second })
        {
            Assert.Equal(["02145678", "39639469"], result.Objects<NocTicket>().Select(ticket => ticket.Macnum));
            Assert.Equal([[4200000L], [4200032L]], result.Objects<NocTicket>().Select(ticket => ticket.ConfigurationIds));
            Assert.All(result.Objects<NocTicket>(), ticket => Assert.Equal("INC-7", ticket.CustomerTicketNumber));
        }

        Assert.All(second.Objects<NocTicket>(), ticket => Assert.InRange(ticket.Recorded!.Value, before, DateTimeOffset.UtcNow.AddSeconds(1)));
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task A_ticket_from_long_ago_is_stale_and_nothing_is_sent_for_its_circuit()
    {
        WithJournal(Rows(0, 1)).ShouldHaveNoErrors();
        Age(TimeSpan.FromDays(8));
        await ClearRequestsAsync();

        Shell.Result result = WithJournal(Rows(0, 2, 1));

        NocException[] errors = [.. result.Errors.Select(error => Assert.IsType<NocException>(error.Exception))];
        Assert.Equal(["NocJournalStale", "NocJournalStale"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(result.Errors, error => Assert.Equal(System.Management.Automation.ErrorCategory.ResourceExists, error.CategoryInfo.Category));
        Assert.Equal(["02145678", "39639469"], errors.SelectMany(error => error.Sites).Select(site => site.Macnum));
        Assert.All(errors, error => Assert.Contains("-JournalMaxAge 7.00:00:00", error.Message, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Contains("-JournalMaxAge 30.00:00:00 for thirty days", error.Message, StringComparison.Ordinal));
        Assert.Equal("4200064", Field(await SingleCreateRequestAsync(), "configuration_ids"));

        Assert.Equal(3, WithJournal(Rows(0, 2, 1), "-JournalMaxAge 9.00:00:00").ShouldHaveNoErrors().Output.Count);
        await SingleCreateRequestAsync();
    }

    [Fact]
    public void Another_ticket_of_a_circuit_from_long_ago_is_not_warned_of()
    {
        WithJournal(Rows(0), "-CustomerTicketNumber INC-6").ShouldHaveNoErrors();
        Age(TimeSpan.FromDays(8));

        Assert.Empty(WithJournal(Rows(0), "-CustomerTicketNumber INC-7").ShouldHaveNoErrors().Warnings);
    }

    [Fact]
    public async Task Of_a_batch_that_was_answered_in_part_the_rest_is_unknown_and_RetryUnknown_sends_just_that()
    {
        await SetBehaviourAsync(new { missingTickets = 1 });
        Shell.Result first = WithJournal(Rows(0, 1, 2), Multi);
        Assert.Equal("77133260", Assert.Single(first.ShouldFailWith("NocOutcomeUnknown").Sites).Macnum);
        Assert.Equal("77133260", Property(Assert.Single(first.Errors).TargetObject, "Macnum"));
        await SetBehaviourAsync(new { });
        await ClearRequestsAsync();

        Shell.Result second = WithJournal(Rows(0, 1, 2), Multi);
        Assert.Equal("77133260", Assert.Single(second.ShouldFailWith("NocOutcomeUnknown").Sites).Macnum);
        Assert.Equal(2, second.Output.Count);
        await NothingWasSentAsync();

        Assert.Equal(3, WithJournal(Rows(0, 1, 2), $"{Multi} -RetryUnknown").ShouldHaveNoErrors().Output.Count);
        Assert.Equal("4200064", Field(await SingleCreateRequestAsync(), "configuration_ids"));
        Assert.Equal(3, WithJournal(Rows(0, 1, 2), Multi).ShouldHaveNoErrors().Output.Count);
    }

    [Fact]
    public void What_the_server_refused_is_recorded_so_and_what_never_left_is_too()
    {
        WithJournal(Row(0, "ConfigurationId = '99'"), "-SkipIssueCheck").ShouldFailWith("NocRequestRejected");
        Shell.Set("dead", SocketServer.ClosedUri());
        Shell.Try($"{Common}$dead = Connect-NocExpress -BaseUri $dead -TokenUri $token -Credential $credential -MaximumRetryCount 0 -PassThru\n{Row()} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}' -Connection $dead")
            .ShouldFailWith("NocConnectionFailed");

        Assert.Equal([NocJournalState.Refused, NocJournalState.NotSent], Run($"Get-NocJournal '{JournalPath}'").ShouldHaveNoErrors().Objects<NocJournalEntry>().Select(entry => entry.State));
    }

    [Fact]
    public void WhatIf_says_whether_the_journal_goes_on_and_ends_with_totals()
    {
        string fresh = WithJournal(Rows(0, 1, 2), "-WhatIf").ShouldHaveNoErrors().HostText;
        Assert.StartsWith("What if: INC-7.jsonl is new to these 3 circuits.", fresh, StringComparison.Ordinal);
        WithJournal(Rows(0, 1)).ShouldHaveNoErrors();

        string[] lines = WithJournal(Rows(0, 1, 2), "-WhatIf").ShouldHaveNoErrors().HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Equal("What if: INC-7.jsonl goes on: 2 of 3 circuits are opened, 0 unknown.", lines[0]);
        Assert.Equal("What if: In all: 1 tickets to open in 1 requests; 2 circuits recorded, 0 unknown, 0 opened long ago; less than a minute at 100000 requests a minute.", lines[^1]);
    }

    [Theory]
    [InlineData("""{"at":"2026-01-01T00:00:00Z","event":"begun","key":"x"}""")]
    [InlineData("""{"at":"2026-01-01T00:00:00Z","event":"finished","key":"x","tickets":[{"id":1}]}""")]
    public async Task A_journal_of_before_is_said_to_be_one_and_left_as_it_is(string line)
    {
        File.WriteAllText(JournalPath, line + "\n");

        NocException error = Shell.Try($"{Common}{Row()} | New-NocTicket @common -JournalPath '{JournalPath}'").ShouldFailWith("NocJournalCorrupt");

        Assert.Contains("of before version 0.1.0", error.Message, StringComparison.Ordinal);
        Assert.Equal(line + "\n", File.ReadAllText(JournalPath));
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_circuit_that_is_in_the_input_twice_with_other_values_gets_one_ticket()
    {
        Shell.Result result = Run($"{Row(0, "InitialDescription = 'one'")}, {Row(0, "InitialDescription = 'two'")} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal("one", Field(await SingleCreateRequestAsync(), "initial_description"));
        Assert.Contains("is in the input twice", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-JournalMaxAge 1.00:00:00", "-JournalPath")]
    [InlineData("-JournalPath x.jsonl -JournalMaxAge 0", "-JournalMaxAge")]
    [InlineData("-JournalPath x.jsonl -JournalMaxAge 30", "30.00:00:00, which is thirty days")]
    [InlineData("-JournalPath x.jsonl -JournalMaxAge -7.00:00:00", "-7.00:00:00")]
    [InlineData("-JournalPath x.jsonl -JournalMaxAge 0:0:59", "00:00:59 is less than a minute")]
    public async Task An_age_without_a_journal_and_one_that_is_none_are_refused(string parameters, string named)
    {
        Assert.Contains(named, Assert.Single(await RefusedAsync(Shell.Try($"{Common}{Row()} | New-NocTicket @common {parameters}"))), StringComparison.Ordinal);
    }

    /// <summary>Makes the journal older.</summary>
    private void Age(TimeSpan age)
    {
        string[] lines = [.. File.ReadAllLines(JournalPath).Select(line =>
        {
            JsonObject json = JsonNode.Parse(line)!.AsObject();
            json["at"] = DateTimeOffset.Parse((string)json["at"]!, CultureInfo.InvariantCulture).Subtract(age).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            return json.ToJsonString();
        })];
        File.WriteAllLines(JournalPath, lines);
    }

    private static string Rows(params int[] sites) => string.Join(", ", sites.Select(site => Row(site)));

    private static long?[] Ids(Shell.Result result) => [.. result.Objects<NocTicket>().Select(ticket => ticket.Id)];

    private static object? Property(object target, string name) =>
        System.Management.Automation.PSObject.AsPSObject(target).Properties[name]?.Value;

    private Shell.Result WithJournal(string rows, string parameters = "") =>
        Run($"{rows} | New-NocTicket @common -JournalPath '{JournalPath}' {parameters}");
}
