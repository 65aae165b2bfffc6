using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>What the transport says decides whether a create may go out again: over real sockets, every way a connection can end.</summary>
public sealed class TransportFaultTests : TicketTest
{
    private const string Ticket = """[{"id":8100001,"summary":"Circuit Down"}]""";

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_the_ticket_is_opened_once()
    {
        int port = SocketServer.ClosedPort();
        Task<Shell.Result> running = Task.Run(() => OpenAt(new Uri($"http://127.0.0.1:{port}/"), retries: 5));
        await Task.Delay(700);

        using SocketServer server = new(AnswerWellAsync, port);

        Assert.Equal(8100001, Assert.Single((await running).ShouldHaveNoErrors().Objects<NocTicket>()).Id);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public void A_connection_that_stays_refused_says_that_nothing_was_sent()
    {
        NocException error = OpenAt(new Uri($"http://127.0.0.1:{SocketServer.ClosedPort()}/"), retries: 1).ShouldFailWith("NocConnectionFailed");

        Assert.True(error.SafeToRetry);
        Assert.Null(error.SentAt);
    }

    [Fact]
    public void A_name_that_is_not_resolved_says_that_nothing_was_sent() =>
        Assert.True(OpenAt(new Uri("https://no-such-host.invalid/"), retries: 1).ShouldFailWith("NocConnectionFailed").SafeToRetry);

    [Fact]
    public void A_handshake_that_fails_says_that_nothing_was_sent_and_is_tried_again()
    {
        using SocketServer server = new(socket =>
        {
            SocketServer.Reset(socket);
            return Task.CompletedTask;
        });

        NocException error = OpenAt(new Uri($"https://127.0.0.1:{server.Port}/"), retries: 2).ShouldFailWith("NocConnectionFailed");

        Assert.True(error.SafeToRetry);
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public void A_handshake_that_never_ends_says_that_nothing_was_sent()
    {
        using SocketServer server = new(_ => Task.CompletedTask);

        Assert.True(OpenAt(new Uri($"https://127.0.0.1:{server.Port}/"), retries: 0, timeout: 1).ShouldFailWith("NocTimeout").SafeToRetry);
    }

    [Fact]
    public void A_reset_before_the_request_was_read_leaves_the_outcome_unknown() => Unknown(async socket =>
    {
        // By now the client has sent what the sockets' buffers take.
        await Task.Delay(300);
        SocketServer.Reset(socket);
    });

    [Fact]
    public void A_reset_after_the_request_was_read_leaves_the_outcome_unknown() => Unknown(async socket =>
    {
        await SocketServer.ReadAsync(socket);
        SocketServer.Reset(socket);
    });

    [Fact]
    public void An_end_without_an_answer_leaves_the_outcome_unknown() => Unknown(async socket =>
    {
        await SocketServer.ReadAsync(socket);
        socket.Dispose();
    });

    [Fact]
    public void Silence_leaves_the_outcome_unknown() => Unknown(SocketServer.ReadAsync);

    [Fact]
    public void A_head_without_a_body_leaves_the_outcome_unknown_and_its_status_is_known()
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
    public void Half_an_answer_leaves_the_outcome_unknown_and_says_what_could_be_read(bool resets)
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
        Assert.Contains("""it begins: [{"id":8100001,"summary":"One"}""", error.Message, StringComparison.Ordinal);
        Assert.Contains("it names the tickets 8100001, 8100002", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_an_answer_and_then_silence_leaves_the_outcome_unknown_and_says_what_could_be_read()
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
        bool first = true;
        using SocketServer server = new(async socket =>
        {
            string request = await SocketServer.ReadAsync(socket);
            string connection = first ? "keep-alive" : "close";
            first = false;
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Ticket.Length}\r\nConnection: {connection}\r\n\r\n{Ticket}"));
            Assert.NotEmpty(request);
            await Task.Delay(4700);
            SocketServer.Reset(socket);
        });
        OpenAt(server.BaseUri, retries: 0).ShouldHaveNoErrors();
        await Task.Delay(4300);

        OpenAgain().ShouldHaveNoErrors();

        Assert.Equal(2, server.Connections);
    }

    private static async Task AnswerWellAsync(Socket socket)
    {
        await SocketServer.ReadAsync(socket);
        await SocketServer.AnswerAsync(socket, Ticket);
        socket.Dispose();
    }

    private NocException Unknown(Func<Socket, Task> serve)
    {
        using SocketServer server = new(serve);
        DateTimeOffset before = DateTimeOffset.UtcNow;

        NocException error = OpenAt(server.BaseUri, retries: 3, timeout: 1).ShouldFailWith("NocOutcomeUnknown");

        Assert.Equal(1, server.Connections);
        Assert.False(error.SafeToRetry);
        Assert.InRange(error.SentAt!.Value, before, DateTimeOffset.UtcNow);
        Assert.Contains(error.SentAt.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains("Circuit Down", error.Message, StringComparison.Ordinal);
        Assert.Equal("02145678", Assert.Single(error.Sites).Macnum);
        return error;
    }

    private Shell.Result OpenAt(Uri server, int retries, int timeout = 20)
    {
        Shell.Set("server", server);
        Run($"Connect-NocExpress -BaseUri $server -TokenUri $token -Credential $credential -MaximumRetryCount {retries} -TimeoutSec {timeout}").ShouldHaveNoErrors();
        return OpenAgain();
    }

    private Shell.Result OpenAgain() => Run($"{Row()} | New-NocTicket @common -SkipIssueCheck");
}
