using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.SandboxTests;

/// <summary>Tickets that change by the sandbox's clock, and by hand.</summary>
public sealed class TicketLifeTests : SandboxTest
{
    private const string Open = "Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common";

    [Fact]
    public async Task Tickets_stay_as_they_were_opened_however_far_the_clock_is_turned()
    {
        Run($"$tickets = {Open}").ShouldHaveNoErrors();
        await TurnClockAsync(new { advanceSeconds = 1_000_000 });

        Assert.All(Run("$tickets | Get-NocTicket").Objects<NocTicket>(), ticket =>
        {
            Assert.Equal("Open", ticket.StatusName);
            Assert.Equal(ticket.DateEntered, ticket.LastUpdated);
        });
    }

    [Fact]
    public async Task A_ticket_is_entered_at_the_time_that_the_clock_was_turned_to()
    {
        await TurnClockAsync(new { now = "2100-01-05T02:10:00Z", runs = false });
        await TurnClockAsync(new { advanceSeconds = 60 });

        Assert.All(
            Run(Open).Objects<NocTicket>(),
            ticket => Assert.Equal(new DateTimeOffset(2100, 1, 5, 2, 11, 0, TimeSpan.Zero), ticket.DateEntered));
    }

    [Fact]
    public async Task Living_tickets_end_within_a_week_resolved_or_cancelled()
    {
        IReadOnlyList<string> states = await LivesAsync(seed: 3);

        Assert.Contains(states, state => state.StartsWith("In Progress ", StringComparison.Ordinal));
        Assert.All(states.TakeLast(11), state => Assert.Matches("^(Closed .* [0-9]+|Cancelled .*)$", state));
    }

    [Fact]
    public async Task Tickets_of_one_seed_live_the_same_life_again()
    {
        IReadOnlyList<string> first = await LivesAsync(seed: 3);

        Assert.Equal(first, await LivesAsync(seed: 3));
        Assert.NotEqual(first, await LivesAsync(seed: 4));
    }

    [Fact]
    public async Task A_ticket_is_resolved_opened_again_or_cancelled_by_hand()
    {
        Run($"$ticket = ({Open})[0]").ShouldHaveNoErrors();
        long id = Read().Id!.Value;

        await ChangeTicketAsync(id, new { status = "In Progress", escalated = true });
        NocTicket begun = Read();
        await ChangeTicketAsync(id, new { action = "resolve" });
        NocTicket resolved = Read();
        await ChangeTicketAsync(id, new { action = "reopen", status = "Open" });
        NocTicket again = Read();
        await ChangeTicketAsync(id, new { action = "cancel" });
        NocTicket cancelled = Read();

        Assert.Equal(("In Progress", true, null), (begun.StatusName, begun.G360Escalated, begun.DateResolved));
        Assert.Equal("Resolved", resolved.StatusName);
        Assert.Equal(resolved.LastUpdated, resolved.DateResolved);
        Assert.Equal(("Open", null), (again.StatusName, again.DateResolved));
        Assert.Equal(("Cancelled", null), (cancelled.StatusName, cancelled.DateResolved));
    }

    [Fact]
    public async Task A_ticket_that_was_changed_by_hand_lives_by_itself_no_longer()
    {
        Run($"$ticket = ({Open})[0]").ShouldHaveNoErrors();
        await SetBehaviourAsync(new { livingTickets = true });
        await ChangeTicketAsync(Read().Id!.Value, new { status = "In Progress" });

        await TurnClockAsync(new { advanceSeconds = 1_000_000 });

        Assert.Equal("In Progress", Read().StatusName);
    }

    [Fact]
    public async Task A_file_that_appears_has_an_id_and_keeps_it()
    {
        Run($"$ticket = ({Open})[0]").ShouldHaveNoErrors();
        await ChangeTicketAsync(Read().Id!.Value, new { attachment = "permit.pdf" });
        NocTicketAttachment first = Assert.Single(Read().Attachments);
        await ChangeTicketAsync(Read().Id!.Value, new { attachment = "report.pdf" });

        Assert.Equal(["permit.pdf", "report.pdf"], Read().Attachments.Select(file => file.Filename));
        Assert.Equal(first.Id, Read().Attachments[0].Id);
        Assert.NotEqual(first.Id, Read().Attachments[1].Id);
    }

    [Theory]
    [InlineData("clock", """{"now":"2001-01-01T00:00:00Z"}""", "the clock does not go back")]
    [InlineData("clock", """{"advanceSeconds":-1}""", "advanceSeconds is from 0 to")]
    [InlineData("clock", """{"now":"2100-01-01T00:00:00Z","advanceSeconds":1}""", "does not go with now")]
    [InlineData("clock", """{"time":"2100-01-01T00:00:00Z"}""", "Unknown key: time. Known are: now, advanceSeconds, runs.")]
    [InlineData("clock", """{"now":"tomorrow"}""", "now must be a time, such as 2030-01-05T02:10:00Z.")]
    [InlineData("clock", """{"runs":"yes"}""", "runs must be true or false.")]
    [InlineData("tickets/1", "{}", "Give action, status, escalated or attachment.")]
    [InlineData("tickets/1", """{"action":"close"}""", "action must be one of resolve, reopen, cancel.")]
    [InlineData("tickets/1", """{"status":""}""", "status and attachment must not be empty.")]
    [InlineData("tickets/1", """{"attachment":" "}""", "status and attachment must not be empty.")]
    [InlineData("faults", """{"status":503.5}""", "status must be a whole number.")]
    [InlineData("faults", """{"status":503,"headers":{"x.y":1}}""", "headers must be an object of texts.")]
    [InlineData("behaviour", """{"sites":{"pages":"some"}}""", "sites.pages must be one of ")]
    [InlineData("behaviour", """{"sites":{"page":"some"}}""", "Unknown key: sites.page. Known are: ")]
    [InlineData("behaviour", """{"macnumKey":"SiteMacnum"}""", "macnumKey must be one of macnum, site_macnum, none.")]
    [InlineData("behaviour", """{"sites":3}""", "sites must be an object.")]
    [InlineData("behaviour", """{"failedAttachments":[3]}""", "failedAttachments must be a list of texts.")]
    public async Task A_change_that_cannot_be_meant_is_refused_in_terms_of_its_keys(string path, string body, string problem)
    {
        using HttpClient client = new() { BaseAddress = Sandbox.BaseUri };
        HttpMethod method = path is "clock" or "behaviour" ? HttpMethod.Put : HttpMethod.Post;
        using HttpRequestMessage request = new(method, $"_sandbox/{path}") { Content = JsonContent.Create(JsonNode.Parse(body)) };

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(problem, (string)(await response.Content.ReadFromJsonAsync<JsonNode>())!["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_puts_the_clock_back()
    {
        await TurnClockAsync(new { now = "2100-01-05T02:10:00Z", runs = false });
        await ResetAsync();

        Assert.True((DateTimeOffset)(await ControlAsync("clock"))["now"]! < new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.True((bool)(await ControlAsync("clock"))["runs"]!);
    }

    private NocTicket Read() => Assert.Single(Run("$ticket | Get-NocTicket").ShouldHaveNoErrors().Objects<NocTicket>());

    /// <summary>A week of the tickets, looked at every few hours: status, files, and how many minutes after it was opened each was resolved.</summary>
    private async Task<IReadOnlyList<string>> LivesAsync(int seed)
    {
        await ResetAsync();
        await TurnClockAsync(new { runs = false });
        await SetBehaviourAsync(new { livingTickets = true, lifeSeed = seed });
        Run($"$tickets = {Open}").ShouldHaveNoErrors();
        List<string> states = [];
        for (int hour = 0; hour <= 8 * 24; hour += 8)
        {
            states.AddRange(Run("$tickets | Get-NocTicket").ShouldHaveNoErrors().Objects<NocTicket>().OrderBy(ticket => ticket.SiteName).Select(ticket =>
                $"{ticket.StatusName} {string.Join(";", ticket.Attachments)} {(ticket.DateResolved - ticket.DateEntered)?.TotalMinutes}"));
            await TurnClockAsync(new { advanceSeconds = 8 * 3600 });
        }

        return states;
    }
}
