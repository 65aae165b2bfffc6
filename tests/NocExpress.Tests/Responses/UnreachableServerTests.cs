using System;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>A server to which there is no connection: nothing was sent, so that everything may be tried again.</summary>
public sealed class UnreachableServerTests : TicketTest
{
    [Fact]
    public async Task A_refused_connection_is_tried_again_and_the_ticket_is_opened_once()
    {
        Uri uri = SocketServer.ClosedUri();
        Task<Shell.Result> running = Task.Run(() => OpenAt(uri, retries: 5));
        await Task.Delay(700);

        using SocketServer server = new(
            async socket =>
            {
                await SocketServer.ReadAsync(socket);
                await SocketServer.AnswerAsync(socket, """[{"id":8100001,"summary":"Circuit Down"}]""");
                socket.Dispose();
            },
            uri.Port);

        Assert.Equal(8100001, Assert.Single((await running).ShouldHaveNoErrors().Objects<NocTicket>()).Id);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public void A_connection_that_stays_refused_says_that_nothing_was_sent()
    {
        NocException error = OpenAt(SocketServer.ClosedUri(), retries: 1).ShouldFailWith("NocConnectionFailed");

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
    public async Task A_server_that_has_gone_away_ends_the_run()
    {
        SandboxServer gone = await SandboxServer.StartAsync(new SandboxOptions { RequestsPerMinute = 0 });
        Shell.Set("gone", gone.BaseUri);
        Shell.Set("goneToken", gone.TokenUri);
        Run("$connection = Connect-NocExpress -BaseUri $gone -TokenUri $goneToken -Credential $credential -MaximumRetryCount 0 -PassThru").ShouldHaveNoErrors();
        await gone.DisposeAsync();

        Shell.Result result = Shell.Try("'Boston', 'Chicago' | ForEach-Object { Get-NocSite -Connection $connection -Search $_ }");

        Assert.True(result.ShouldFailWith("NocConnectionFailed").SafeToRetry);
        Assert.NotNull(result.Terminating);
    }

    [Fact]
    public void Connecting_to_a_port_where_nobody_listens_ends_the_run()
    {
        Shell.Set("nobody", SocketServer.ClosedUri());

        Shell.Result result = Shell.Try("Connect-NocExpress -BaseUri $nobody -TokenUri $nobody -Credential $credential -MaximumRetryCount 0");

        NocException error = result.ShouldFailWith("NocConnectionFailed");
        Assert.NotNull(result.Terminating);
        Assert.Equal(ErrorCategory.ConnectionError, result.Errors[0].CategoryInfo.Category);
        Assert.DoesNotContain("sandbox-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_speaks_no_TLS_is_not_told_to_have_a_bad_certificate()
    {
        NocException error = Run("Connect-NocExpress -BaseUri $base -TokenUri \"https://localhost:$($base.Port)/token\" -Credential $credential").ShouldFailWith("NocConnectionFailed");

        Assert.DoesNotContain("certificate", error.Message, StringComparison.Ordinal);
    }
}
