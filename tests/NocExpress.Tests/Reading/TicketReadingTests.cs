using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

public sealed class TicketReadingTests : SandboxTest
{
    private const string Path = "noc/tickets/";
    private const long First = 8_100_001;

    /// <summary>Opens the tickets 8100001, 8100002 and 8100003, all in Minneapolis.</summary>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Shell.Result opened = Run("Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common -ThrottleLimit 1").ShouldHaveNoErrors();
        Assert.Equal([First, First + 1, First + 2], opened.Objects<NocTicket>().Select(ticket => ticket.Id));
        await ClearRequestsAsync();
    }

    [Fact]
    public async Task A_ticket_has_its_fields_in_their_types()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow.AddMinutes(-5);

        NocTicket ticket = Assert.Single(Run($"Get-NocTicket -Id {First}").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(First, ticket.Id);
        Assert.Equal("Circuit Down - Northgate Tire & Auto #118", ticket.Summary);
        Assert.Equal(("Open", "Open", "Circuit Down"), (ticket.StatusName, ticket.G360Status, ticket.Issue));
        Assert.InRange(ticket.DateEntered!.Value, before, DateTimeOffset.UtcNow);
        Assert.Equal(TimeSpan.Zero, ticket.DateEntered.Value.Offset);
        Assert.Equal(ticket.DateEntered, ticket.LastUpdated);
        Assert.False(ticket.G360Escalated);
        Assert.Equal(("Minneapolis", "MN", "55408"), (ticket.City, ticket.State, ticket.Zip));
        Assert.Equal(("HRG-4471", "Harborline Retail Group"), (ticket.CompanyIdentifier, ticket.CompanyName));
        Assert.Equal(("Broadband", "BB-4200000", "Circuit ID"), (ticket.ServiceName, ticket.ServiceId, ticket.ServiceIdLabel));
        NocTicketConfiguration configuration = Assert.Single(ticket.Configurations);
        Assert.Equal((4_200_000, "Broadband"), (configuration.Id, configuration.Type));
        Assert.Empty(ticket.AdditionalProperties);
        Assert.Equal($"/api/v1/noc/tickets/{First}", (string?)Assert.Single(await RequestsAsync())["path"]);
    }

    [Fact]
    public async Task An_object_with_a_name_is_its_name()
    {
        const string body = """
            {"id": 7, "issue": {"id": 3, "name": "Circuit Down"}, "status_name": {"name": "Open"}, "configurations": [{"id": 4, "type": {"id": 1, "name": "Broadband"}}]}
            """;
        await AddFaultAsync(new { path = "tickets/7", status = 200, body });

        NocTicket ticket = Assert.Single(Run("Get-NocTicket 7").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(("Circuit Down", "Open", "Broadband"), (ticket.Issue, ticket.StatusName, ticket.Configurations[0].Type));
    }

    [Fact]
    public void A_field_of_a_ticket_that_is_null_or_absent_is_null()
    {
        NocTicket ticket = Assert.Single(Run($"Get-NocTicket {First}").Objects<NocTicket>());

        Assert.Null(ticket.DateResolved);
        Assert.Null(ticket.Address2);
        Assert.Empty(ticket.Attachments);
    }

    [Theory]
    [InlineData("1..20 | Get-NocTicket")]
    [InlineData("Get-NocTicket (1..20)")]
    public void Progress_tells_how_many_are_left_and_how_long_that_takes_at_the_limit(string read)
    {
        Connect("-RequestsPerMinute 60").ShouldHaveNoErrors();

        ProgressRecord[] told = [.. Run($"{read} -ThrottleLimit 2 -ErrorAction SilentlyContinue").Progress.Where(record => record.Activity == "Reading NOC tickets")];

        // How many have begun when it is told first is a matter of how quickly the first answers come.
        int first = 20 - (told.Length - 2);
        Assert.InRange(first, 2, 20);
        Assert.Equal([.. Enumerable.Range(first, 21 - first).Select(number => $"Ticket {number} of 20"), "Done"], told.Select(record => record.StatusDescription));
        Assert.Equal((5 * (first - 1), 21 - first), (told[0].PercentComplete, told[0].SecondsRemaining));
        Assert.Equal(ProgressRecordType.Completed, told[^1].RecordType);
    }

    [Fact]
    public void Progress_of_new_tickets_tells_how_long_the_rest_takes_at_the_limit()
    {
        Connect("-RequestsPerMinute 60").ShouldHaveNoErrors();

        ProgressRecord[] told = [.. Run("Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common")
            .ShouldHaveNoErrors().Progress.Where(record => record.Activity == "Opening NOC tickets")];

        Assert.Equal(["Request 1 of 3", "Request 2 of 3", "Request 3 of 3", "Done"], told.Select(record => record.StatusDescription));
        Assert.Equal([3, 2, 1, 0], told.Select(record => record.SecondsRemaining));
    }

    [Fact]
    public void Tickets_bind_by_the_TicketId_of_a_table()
    {
        Assert.Equal([First], Run($"[pscustomobject]@{{ TicketId = '{First}' }} | Get-NocTicket").ShouldHaveNoErrors().Objects<NocTicket>().Select(ticket => ticket.Id));
        Assert.Equal([First], Run($"Get-NocTicket -TicketId {First}").ShouldHaveNoErrors().Objects<NocTicket>().Select(ticket => ticket.Id));
    }

    [Fact]
    public async Task Unknown_fields_are_kept_at_every_level()
    {
        await SetBehaviourAsync(new { extraFields = true });

        Shell.Result result = Run($"""
            $ticket = Get-NocTicket {First}
            $ticket.AdditionalProperties['x_links']['history'][1]; $ticket.Configurations[0].AdditionalProperties['x_region']
            """).ShouldHaveNoErrors();

        Assert.Equal(["two", "Upper Midwest"], result.Objects<string>());
    }

    [Theory]
    [InlineData("2026-01-31T23:30:00Z")]
    [InlineData("2026-01-31T23:30:00")]
    [InlineData("2026-01-31 23:30:00")]
    [InlineData("2026-01-31T17:30:00-06:00")]
    [InlineData("2026-01-31T23:30:00.000000+00:00")]
    public async Task Times_are_utc_however_they_are_written(string time)
    {
        await AddFaultAsync(new { path = Path, status = 200, body = $$"""{"id": 7, "date_entered": "{{time}}", "date_resolved": "{{time}}"}""" });

        NocTicket ticket = Assert.Single(Run("Get-NocTicket 7").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(new DateTimeOffset(2026, 1, 31, 23, 30, 0, TimeSpan.Zero), ticket.DateResolved);
        Assert.Equal(ticket.DateResolved, ticket.DateEntered);
    }

    [Theory]
    [InlineData("""{"id": 7, "summary": "Peña"}""")]
    [InlineData("""[{"id": 7, "summary": "Peña"}]""")]
    [InlineData("""{"results": [{"id": 7, "summary": "Peña"}]}""")]
    [InlineData("""{"data": {"id": 7, "summary": "Peña"}}""")]
    [InlineData("""{"data": {"id": "7", "summary": "Pe\u00f1a"}}""")]
    public async Task A_ticket_is_found_in_every_envelope(string body)
    {
        await AddFaultAsync(new { path = Path, status = 200, body });

        NocTicket ticket = Assert.Single(Run("Get-NocTicket 7").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal((7, "Peña"), (ticket.Id, ticket.Summary));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"summary": "no number"}""")]
    [InlineData("""[{"id": 7}, {"id": 8}]""")]
    public async Task An_answer_without_just_one_ticket_is_unexpected(string body)
    {
        await AddFaultAsync(new { path = Path, status = 200, body });

        Shell.Result result = Run("Get-NocTicket 7");

        Assert.Equal(200, result.ShouldFailWith("NocUnexpectedResponse").StatusCode);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Attachments_that_were_not_stored_say_so()
    {
        const string body = """{"id": 7, "attachments": [{"filename": "a.pdf", "status": "failure"}, {"filename": "ü.png", "id": 31}]}""";
        await AddFaultAsync(new { path = Path, status = 200, body });

        NocTicket ticket = Assert.Single(Run("Get-NocTicket 7").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal([("a.pdf", "failure", null), ("ü.png", null, "31")], ticket.Attachments.Select(file => (file.Filename, file.Status, file.Id)));
    }

    [Theory]
    [InlineData("Get-NocTicket '8100001,8100003'")]
    [InlineData("Get-NocTicket 8100001, 8100003")]
    [InlineData("Get-NocTicket '8100001', 8100003")]
    [InlineData("8100001, 8100003 | Get-NocTicket")]
    [InlineData("'8100001', ' 8100003 ' | Get-NocTicket")]
    [InlineData("[pscustomobject]@{ Id = '8100001' }, [pscustomobject]@{ Id = 8100003 } | Get-NocTicket")]
    [InlineData("Get-NocTicket 8100001, 8100003 | Get-NocTicket")]
    public void Numbers_texts_and_tickets_are_all_taken_for_ids(string script) =>
        Assert.Equal([First, First + 2], Run(script).ShouldHaveNoErrors().Objects<NocTicket>().Select(ticket => ticket.Id));

    [Theory]
    [InlineData("Get-NocTicket 'INC-7'")]
    [InlineData("Get-NocTicket '8100001,'")]
    [InlineData("Get-NocTicket '1e3'")]
    [InlineData("Get-NocTicket 0")]
    [InlineData("Get-NocTicket -- -5")]
    [InlineData("Get-NocTicket ''")]
    public async Task An_id_that_is_no_ticket_number_is_refused_without_a_request(string script)
    {
        Assert.Single(Run(script).Errors);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_ticket_that_does_not_exist_does_not_keep_back_the_others()
    {
        Shell.Result result = Run("Get-NocTicket 8100001, 4, 8100002");

        NocException error = result.ShouldFailWith("NocRequestRejected");
        Assert.Equal(404, error.StatusCode);
        Assert.Contains("Ticket 4", error.Message, StringComparison.Ordinal);
        Assert.Equal("ObjectNotFound", result.Errors[0].CategoryInfo.Category.ToString());
        Assert.Equal(4L, result.Errors[0].TargetObject);
        Assert.Equal([First, First + 1], result.Objects<NocTicket>().Select(ticket => ticket.Id));
        Assert.Equal(3, (await RequestsAsync(Path)).Count);
    }

    [Fact]
    public async Task A_satisfied_pipeline_asks_for_no_further_ticket()
    {
        await AddFaultAsync(new { path = "tickets/8100002", silent = true });
        Stopwatch watch = Stopwatch.StartNew();

        Shell.Result result = Run("Get-NocTicket 8100001, 8100002 -ThrottleLimit 1 | Select-First 1").ShouldHaveNoErrors();

        Assert.Equal(First, Assert.Single(result.Objects<NocTicket>()).Id);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), watch.Elapsed.ToString());
        JsonNode request = Assert.Single(await RequestsAsync(Path));
        Assert.EndsWith("/8100001", (string)request["path"]!, StringComparison.Ordinal);
    }
}
