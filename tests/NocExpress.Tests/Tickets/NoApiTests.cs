using System;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>
/// A gateway without an API behind it: whatever is sent there has the same fate, so that a run ends before its first ticket where the look-up
/// of issues tells that.
/// </summary>
public sealed class NoApiTests : TicketTest
{
    private const string Page = "<!DOCTYPE html><html><head><title>Log in</title></head><body>Who are you?</body></html>";

    [Theory]
    [InlineData(302, "", "redirects (302)")]
    [InlineData(307, Page, "redirects (307)")]
    [InlineData(200, Page, "Log in")]
    [InlineData(200, "maintenance, please come back", "maintenance")]
    [InlineData(200, "", "it is empty")]
    [InlineData(502, "<html><body><h1>Bad gateway</h1></body></html>", "502")]
    [InlineData(502, """{ "message": "no upstream" }""", "502")]
    [InlineData(404, "<html>Not here</html>", "404")]
    public async Task Where_what_answers_is_no_API_nothing_is_sent(int status, string body, string told)
    {
        await AddFaultAsync(new { path = "/api/", status, body, headers = new { Location = "https://login.example.com/" } });

        Shell.Result result = Run($"{Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common");

        NocException error = Assert.IsType<NocException>(Assert.Single(result.Errors).Exception);
        Assert.Contains("Nothing was sent, since what answers there is no NOCExpress API.", error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.True(error.SafeToRetry);
        Assert.Empty(result.Warnings);
        Assert.Single(await RequestsAsync("/api/"));
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_is_tried_after_the_look_up()
    {
        ConnectTo(SocketServer.ClosedUri(), "-MaximumRetryCount 0");

        Shell.Result result = Run($"try {{ {Row()}, {Row(1)} | New-NocTicket @common }} catch {{ throw }}");

        Assert.Contains("The issues of type", result.ShouldFailWith("NocConnectionFailed").Message, StringComparison.Ordinal);
        Assert.NotNull(result.Terminating);
        Assert.Empty(result.Warnings);
        await NothingWasSentAsync();
    }

    /// <summary>An API that fails is one all the same, and an outage has to be reported.</summary>
    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "<html><body>Busy</body></html>")]
    [InlineData(504, "<html><body>Gateway timeout</body></html>")]
    [InlineData(403, "{}")]
    [InlineData(404, """{ "detail": "Not found." }""")]
    [InlineData(200, """{ "issues": [] }""")]
    [InlineData(200, "[]")]
    [InlineData(200, """{ "ticket_issues_dropdown_values": [""")]
    public async Task Where_an_API_cannot_say_its_issues_there_is_a_warning_and_the_ticket_is_opened(int status, string body)
    {
        await AddFaultAsync(new { path = "tickets/static", status, body });

        Shell.Result result = Open().ShouldHaveNoErrors();

        Assert.Contains("The issue names are not checked.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        await SingleCreateRequestAsync();
    }
}
