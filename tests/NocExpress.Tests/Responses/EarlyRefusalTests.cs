using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>A server that refuses an upload in the middle of it has said what it has to say, though the upload breaks.</summary>
public sealed class EarlyRefusalTests : TicketTest
{
    private const string Ticket = """[{"id":8100001,"summary":"Circuit Down"}]""";

    /// <summary>More than the buffers of sockets take.</summary>
    private const int Large = 20 * 1024 * 1024;

    protected override bool Connects => false;

    [Theory]
    [InlineData("413 Content Too Large", 413, true)]
    [InlineData("413 Content Too Large", 413, false)]
    [InlineData("400 Bad Request", 400, true)]
    [InlineData("400 Bad Request", 400, false)]
    [InlineData("415 Unsupported Media Type", 415, true)]
    public void A_refusal_before_the_end_of_an_upload_is_a_refusal(string status, int code, bool hangsUp)
    {
        using SocketServer server = new(socket => RefuseAsync(socket, status, hangsUp));

        NocException error = OpenAt(server.BaseUri).ShouldFailWith("NocRequestRejected");

        Assert.Equal(code, error.StatusCode);
        Assert.True(error.SafeToRetry);
        Assert.Contains("too large for us", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public void A_refusal_before_the_end_of_an_upload_is_never_lost()
    {
        using SocketServer server = new(socket => RefuseAsync(socket, "413 Content Too Large", hangsUp: true));

        for (int run = 0; run < 8; run++)
        {
            Assert.Equal(413, OpenAt(server.BaseUri).ShouldFailWith("NocRequestRejected").StatusCode);
        }
    }

    [Theory]
    [InlineData("401 Unauthorized", true)]
    [InlineData("401 Unauthorized", false)]
    [InlineData("429 Too Many Requests\r\nRetry-After: 0", true)]
    [InlineData("429 Too Many Requests\r\nRetry-After: 0", false)]
    public void An_upload_that_is_refused_for_now_is_sent_again_as_a_whole(string status, bool hangsUp)
    {
        int connections = 0;
        long whole = 0;
        long announced = 0;
        using SocketServer server = new(async socket =>
        {
            if (Interlocked.Increment(ref connections) == 1)
            {
                await RefuseAsync(socket, status, hangsUp);
                return;
            }

            NetworkStream stream = new(socket);
            announced = Announced(await HeadAsync(stream));
            byte[] buffer = new byte[256 * 1024];
            while (whole < announced && await stream.ReadAsync(buffer) is > 0 and var read)
            {
                whole += read;
            }

            await SocketServer.AnswerAsync(socket, Ticket);
            socket.Dispose();
        });

        Assert.Equal(8100001, Assert.Single(OpenAt(server.BaseUri).ShouldHaveNoErrors().Objects<NocTicket>()).Id);

        Assert.Equal(2, connections);
        Assert.Equal(announced, whole);
        Assert.True(whole > Large);
    }

    /// <summary>A gateway in front of the server may say it of a request that it has handed on.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_servers_error_before_the_end_of_an_upload_leaves_the_outcome_unknown_and_its_status_is_known(bool hangsUp)
    {
        using SocketServer server = new(socket => RefuseAsync(socket, "503 Service Unavailable", hangsUp));

        NocException error = OpenAt(server.BaseUri).ShouldFailWith("NocOutcomeUnknown");

        Assert.Equal(503, error.StatusCode);
        Assert.Contains("too large for us", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public void An_upload_that_breaks_without_an_answer_leaves_the_outcome_unknown()
    {
        using SocketServer server = new(async socket =>
        {
            await HeadAsync(new NetworkStream(socket));
            SocketServer.Reset(socket);
        });

        Assert.Null(OpenAt(server.BaseUri).ShouldFailWith("NocOutcomeUnknown").StatusCode);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public void An_upload_that_nobody_takes_ends_with_the_timeout()
    {
        using SocketServer server = new(async socket => await HeadAsync(new NetworkStream(socket)));

        OpenAt(server.BaseUri, timeout: 2).ShouldFailWith("NocOutcomeUnknown");
    }

    /// <summary>What lies half written on a connection must not become the beginning of the next request.</summary>
    [Fact]
    public void A_connection_on_which_an_upload_was_broken_off_is_not_used_again()
    {
        using SocketServer server = new(async socket =>
        {
            using NetworkStream stream = new(socket, ownsSocket: true);
            string head = await HeadAsync(stream);
            if (head.StartsWith("GET ", StringComparison.Ordinal))
            {
                await stream.WriteAsync(WireServer.Answer("[]"));
                return;
            }

            await stream.WriteAsync(WireServer.Answer("{}", "413 Content Too Large"));
            await Task.Delay(TimeSpan.FromSeconds(20));
        });

        OpenAt(server.BaseUri).ShouldFailWith("NocRequestRejected");

        Run("Get-NocSite").ShouldHaveNoErrors();
        Assert.Equal(2, server.Connections);
    }

    [LinuxFact]
    public async Task A_refusal_before_the_end_of_an_upload_over_tls_is_a_refusal()
    {
        using TestAuthority authority = new();
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = authority.Issue("localhost");
        using SocketServer server = new(async socket =>
        {
            using SslStream stream = new(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsServerAsync(certificate);
            await HeadAsync(stream);
            await stream.WriteAsync(Answer("413 Content Too Large"));
        });
        string script = $$"""
            Import-Module '{{Repository.Manifest}}'
            Connect-NocExpress -MaximumRetryCount 0
            {{Common}} {{Row()}} | New-NocTicket @common -SkipIssueCheck -Attachment '{{WriteFile("plan.pdf", Large)}}'
            """;

        (_, string output) = await ChildProcess.RunAsync(ChildProcess.Program("tests", "NocExpress.FreshProcess"), [script], new Dictionary<string, string>
        {
            ["NOCEXPRESS_BASE_URI"] = $"https://localhost:{server.Port}",
            ["NOCEXPRESS_ACCESS_TOKEN"] = "a-token-over-tls",
            ["SSL_CERT_FILE"] = authority.WriteStore(Folder),
            ["SSL_CERT_DIR"] = Folder,
        });

        Assert.StartsWith("error: NocRequestRejected,", output, StringComparison.Ordinal);
        Assert.Contains("(413)", output, StringComparison.Ordinal);
    }

    private static byte[] Answer(string status) => WireServer.Answer("""{"detail":"too large for us"}""", status, "Connection: close\r\n");

    /// <summary>Answers after the head of the request, and reads no further.</summary>
    private static async Task RefuseAsync(Socket socket, string status, bool hangsUp)
    {
        NetworkStream stream = new(socket, ownsSocket: hangsUp);
        await HeadAsync(stream);
        await stream.WriteAsync(Answer(status));
        stream.Dispose();
    }

    private static async Task<string> HeadAsync(Stream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static long Announced(string head) => long.Parse(
        head.Split("\r\n").Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))["Content-Length: ".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private Shell.Result OpenAt(Uri server, int timeout = 20)
    {
        Shell.Set("server", server);
        Run($"Connect-NocExpress -BaseUri $server -TokenUri $token -Credential $credential -TimeoutSec {timeout}").ShouldHaveNoErrors();
        return Run($"{Row()} | New-NocTicket @common -SkipIssueCheck -Attachment '{WriteFile("plan.pdf", Large)}'");
    }
}
