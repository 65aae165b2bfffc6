using System;
using System.Globalization;
using System.Management.Automation;
using System.Net.Sockets;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>What the transport says decides whether a create may go out again: over real sockets, every way in which a connection can end.</summary>
public sealed class BrokenConnectionTests : TicketTest
{
    private const string Path = "companies/sites";

    [Fact]
    public void A_reset_before_a_create_was_read_leaves_its_outcome_unknown() => Unknown(async socket =>
    {
        // By now the client has sent what the sockets' buffers take.
        await Task.Delay(300);
        SocketServer.Reset(socket);
    });

    [Fact]
    public void A_reset_after_a_create_was_read_leaves_its_outcome_unknown() => Unknown(async socket =>
    {
        await SocketServer.ReadAsync(socket);
        SocketServer.Reset(socket);
    });

    [Fact]
    public void An_end_without_a_response_leaves_the_outcome_of_a_create_unknown() => Unknown(async socket =>
    {
        await SocketServer.ReadAsync(socket);
        socket.Dispose();
    });

    [Fact]
    public void Silence_leaves_the_outcome_of_a_create_unknown() => Unknown(SocketServer.ReadAsync);

    [Fact]
    public void A_head_without_a_body_leaves_the_outcome_of_a_create_unknown_and_its_status_is_known()
    {
        NocException error = Unknown(async socket =>
        {
            await SocketServer.ReadAsync(socket);
            await SocketServer.AnswerAsync(socket, "", length: 500);
        });

        Assert.Equal(200, error.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Half_a_response_leaves_the_outcome_of_a_create_unknown_and_says_what_could_be_read(bool resets)
    {
        NocException error = Unknown(async socket =>
        {
            await SocketServer.ReadAsync(socket);
            await SocketServer.AnswerAsync(socket, """[{"id":8100001,"summary":"One"},{"id":8100002,"summary":"Two"},{"id":81""", length: 500);
            await Task.Delay(200);
            if (resets)
            {
                SocketServer.Reset(socket);
            }
            else
            {
                socket.Dispose();
            }
        });

        Assert.Equal(200, error.StatusCode);
        Assert.Contains("status 200", error.Message, StringComparison.Ordinal);
        Assert.Contains("""it begins: '[{"id":8100001,"summary":"One"}""", error.Message, StringComparison.Ordinal);
        Assert.Contains("it names the tickets 8100001, 8100002", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_response_and_then_silence_leaves_the_outcome_of_a_create_unknown_and_says_what_could_be_read()
    {
        NocException error = Unknown(async socket =>
        {
            await SocketServer.ReadAsync(socket);
            await SocketServer.AnswerAsync(socket, """{"results":[{"id":8100001},{"id":""", length: 500);
        });

        Assert.Equal(200, error.StatusCode);
        Assert.Contains("it names the tickets 8100001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_whose_words_never_come_is_a_refusal()
    {
        using SocketServer server = new(async socket =>
        {
            await SocketServer.ReadAsync(socket);
            await socket.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 500\r\n\r\n{"u8.ToArray());
        });

        Assert.Equal(400, OpenAt(server.BaseUri, retries: 3, timeout: 1).ShouldFailWith("NocRequestRejected").StatusCode);
        Assert.Equal(1, server.Connections);
    }

    /// <summary>A connection that a server closed while it was idle is no good for a create.</summary>
    [Fact]
    public async Task A_connection_that_was_idle_for_long_is_not_used_for_a_create()
    {
        const string ticket = """[{"id":8100001,"summary":"Circuit Down"}]""";
        bool first = true;
        using SocketServer server = new(async socket =>
        {
            string request = await SocketServer.ReadAsync(socket);
            string connection = first ? "keep-alive" : "close";
            first = false;
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {ticket.Length}\r\nConnection: {connection}\r\n\r\n{ticket}"));
            Assert.NotEmpty(request);
            await Task.Delay(4700);
            SocketServer.Reset(socket);
        });
        OpenAt(server.BaseUri, retries: 0).ShouldHaveNoErrors();
        await Task.Delay(4300);

        Open("-SkipIssueCheck").ShouldHaveNoErrors();

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_breaks_within_a_list_is_reported_after_the_rows_that_came()
    {
        await AddFaultAsync(new { path = Path, truncateTo = 700 });

        Shell.Result result = Run("Get-NocSite");

        NocException error = result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Contains("connection broke", error.Message, StringComparison.Ordinal);
        Assert.InRange(result.Output.Count, 1, 3);
    }

    [Fact]
    public async Task A_server_that_stays_silent_times_out_and_the_next_request_goes_on()
    {
        Connect("-MaximumRetryCount 0 -TimeoutSec 1").ShouldHaveNoErrors();
        await AddFaultAsync(new { path = Path, silent = true, times = 1 });

        Shell.Result result = Shell.Try("Get-NocSite -Search Boston; Get-NocSite -Search Chicago");

        NocException error = result.ShouldFailWith("NocTimeout");
        Assert.Null(result.Terminating);
        Assert.Equal(ErrorCategory.OperationTimeout, result.Errors[0].CategoryInfo.Category);
        Assert.Null(error.StatusCode);
        Assert.True(error.SafeToRetry);
        Assert.Contains("for 1 s", error.Message, StringComparison.Ordinal);
        Assert.Equal("Chicago", Assert.Single(result.Objects<NocSite>()).City);
    }

    [Fact]
    public async Task A_connection_that_is_cut_before_a_response_ends_the_run()
    {
        await AddFaultAsync(new { path = Path, cut = true });

        Shell.Result result = Shell.Try("Get-NocSite");

        NocException error = result.ShouldFailWith("NocConnectionFailed");
        Assert.NotNull(result.Terminating);
        Assert.Equal(ErrorCategory.ConnectionError, result.Errors[0].CategoryInfo.Category);
        Assert.True(error.SafeToRetry);
        Assert.Null(error.StatusCode);
        Assert.Contains(Sandbox.BaseUri.Authority, error.Message, StringComparison.Ordinal);
    }

    private NocException Unknown(Func<Socket, Task> serve)
    {
        using SocketServer server = new(serve);
        DateTimeOffset before = DateTimeOffset.UtcNow;

        NocException error = OpenAt(server.BaseUri, retries: 3, timeout: 1).ShouldFailWith("NocOutcomeUnknown");

        Assert.Equal(1, server.Connections);
        Assert.False(error.SafeToRetry);
        Assert.InRange(error.SentAt!.Value, before, DateTimeOffset.UtcNow);
        Assert.Contains(error.SentAt.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains("Circuit Down", error.Message, StringComparison.Ordinal);
        Assert.Equal("02145678", Assert.Single(error.Sites).Macnum);
        return error;
    }
}
