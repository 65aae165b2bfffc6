using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>What cannot come right by itself is tried once, and what was tried is told.</summary>
public sealed class HopelessConnectionTests : SandboxTest
{
    private const string ConnectThere = "Connect-NocExpress -BaseUri $server -TokenUri $server -Credential $credential";

    protected override bool Connects => false;

    [Theory]
    [InlineData("401 Unauthorized", "401")]
    [InlineData("403 Forbidden", "403")]
    [InlineData("400 Bad Request", "400")]
    [InlineData("404 Not Found", "404")]
    [InlineData("405 Method Not Allowed", "405")]
    public void A_proxy_that_refuses_the_tunnel_is_asked_once(string status, string code)
    {
        using SocketServer proxy = Tunnel(status);
        Shell.Set("server", new Uri("https://127.0.0.1:9/"));

        NocException error = Run($"{ConnectThere} -Proxy http://127.0.0.1:{proxy.Port}").ShouldFailWith("NocConnectionFailed");

        Assert.Equal(1, proxy.Connections);
        Assert.Contains($"the proxy refused the way to 127.0.0.1:9 ({code})", error.Message, StringComparison.Ordinal);
        Assert.True(error.SafeToRetry);
        Assert.Null(error.InnerException);
    }

    [Theory]
    [InlineData("502 Bad Gateway")]
    [InlineData("503 Service Unavailable")]
    [InlineData("504 Gateway Timeout")]
    public void A_proxy_that_does_not_reach_the_server_is_asked_again(string status)
    {
        using SocketServer proxy = Tunnel(status);
        Shell.Set("server", new Uri("https://127.0.0.1:9/"));

        NocException error = Run($"{ConnectThere} -MaximumRetryCount 1 -Proxy http://127.0.0.1:{proxy.Port}").ShouldFailWith("NocConnectionFailed");

        Assert.Equal(2, proxy.Connections);
        Assert.Contains($"({status[..3]})", error.Message, StringComparison.Ordinal);
        Assert.Contains("It was tried 2 times", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_speaks_no_tls_is_tried_once_and_the_message_says_what_it_is()
    {
        using SocketServer server = new(async socket =>
        {
            await socket.ReceiveAsync(new byte[1000]);
            await socket.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            socket.Dispose();
        });
        Shell.Set("server", new Uri($"https://127.0.0.1:{server.Port}/"));

        NocException error = Run(ConnectThere).ShouldFailWith("NocConnectionFailed");

        Assert.Equal(1, server.Connections);
        Assert.Contains("no TLS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_refuses_our_versions_of_tls_is_tried_once()
    {
        // The alert "protocol_version" (RFC 8446, 6).
        using SocketServer server = new(async socket =>
        {
            await socket.ReceiveAsync(new byte[4000]);
            await socket.SendAsync(new byte[] { 21, 3, 1, 0, 2, 2, 70 });
            await Task.Delay(200);
            socket.Dispose();
        });
        Shell.Set("server", new Uri($"https://127.0.0.1:{server.Port}/"));

        NocException error = Run(ConnectThere).ShouldFailWith("NocConnectionFailed");

        Assert.Equal(1, server.Connections);
        Assert.Contains("TLS 1.2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_server_is_told_in_words_of_ours_and_a_first_connect_waits_for_it_once()
    {
        using SocketServer server = new(_ => Task.CompletedTask);
        Shell.Set("server", server.BaseUri);

        Shell.Result result = Run($"{ConnectThere} -TimeoutSec 1");

        NocException error = result.ShouldFailWith("NocTimeout");
        Assert.DoesNotContain("cancel", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("for 1 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_token_that_does_not_come_in_a_run_is_told_in_words_of_ours_and_asked_for_again()
    {
        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -TimeoutSec 1 -MaximumRetryCount 1").ShouldHaveNoErrors();
        await AddFaultAsync(new { path = "companies/sites", status = 401 });
        await AddFaultAsync(new { path = "/token", silent = true });
        await ClearRequestsAsync();

        NocException error = Run("Get-NocSite").ShouldFailWith("NocAuthenticationFailed");

        Assert.DoesNotContain("cancel", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("It was tried 2 times", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await RequestsAsync("/token")).Count);
    }

    [Fact]
    public void A_connection_that_stays_refused_says_how_often_it_was_tried()
    {
        Shell.Set("server", SocketServer.ClosedUri());

        NocException error = Run($"{ConnectThere} -MaximumRetryCount 1").ShouldFailWith("NocConnectionFailed");

        Assert.Matches("It was tried 2 times, over [0-9]+ s", error.Message);
    }

    [Fact]
    public void Each_repetition_shows_in_progress()
    {
        Shell.Set("server", SocketServer.ClosedUri());

        Shell.Result result = Run($"{ConnectThere} -MaximumRetryCount 1");

        Assert.Contains(result.Progress, record => record.StatusDescription.Contains("attempt 2 of 2 follows", StringComparison.Ordinal));
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task A_wait_for_an_answer_shows_in_progress()
    {
        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential").ShouldHaveNoErrors();
        await AddFaultAsync(new { path = "companies/sites", delayMs = 5000 });

        Shell.Result result = Run("Get-NocSite").ShouldHaveNoErrors();

        Assert.Contains(result.Progress, record => record.StatusDescription.Contains($"No answer yet from {Sandbox.BaseUri.Authority}", StringComparison.Ordinal) && record.SecondsRemaining > 0);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    private static SocketServer Tunnel(string status) => new(async socket =>
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        await StubServer.ReadAsync(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    });
}
