using System;
using System.Linq;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>
/// What goes out once is once on the wire, too: .NET by itself repeats what a server hung up on, where it thinks that it may.
/// </summary>
public sealed class SentOnceTests : TicketTest
{
    private const string Token = """{"access_token":"a-token-of-the-wire","expires_in":3600}""";

    protected override bool Connects => false;

    public static TheoryData<string, string, bool> Requests
    {
        get
        {
            TheoryData<string, string, bool> all = [];
            foreach (bool isUsed in new[] { false, true })
            {
                foreach (string method in new[] { "DELETE", "POST", "PUT", "PATCH" })
                {
                    all.Add(method, "", isUsed);
                    all.Add(method, "-Body @{ a = 1 }", isUsed);
                    all.Add(method, "-Form @{ a = 1 }", isUsed);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_that_changes_something_arrives_once_where_the_server_hangs_up_on_it(string method, string content, bool isUsed)
    {
        using WireServer server = Start();
        if (isUsed)
        {
            Run("Invoke-NocRequest warm").ShouldHaveNoErrors();
        }

        Run($"Invoke-NocRequest gone {method} {content}").ShouldFailWith("NocOutcomeUnknown");

        Assert.Single(server.Requests, request => request.StartsWith($"{method} /gone ", StringComparison.Ordinal));
        Assert.Equal(isUsed ? 2 : 1, server.Requests.Count);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public void A_request_without_a_body_says_that_its_length_is_zero(string method)
    {
        using WireServer server = Start();

        Run($"Invoke-NocRequest gone {method}");

        Assert.Contains("\r\nContent-Length: 0\r\n", server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Type", server.Requests[0], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_create_arrives_once_where_the_server_hangs_up_on_it(bool isUsed)
    {
        using WireServer server = Start();
        if (isUsed)
        {
            Run("Get-NocSite").ShouldHaveNoErrors();
        }

        Run($"{Row()} | New-NocTicket @common -SkipIssueCheck").ShouldFailWith("NocOutcomeUnknown");

        Assert.Single(server.Requests, request => request.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_request_for_a_token_arrives_once_for_each_attempt()
    {
        using WireServer server = new(_ => null);
        Shell.Set("server", server.BaseUri);

        Run("Connect-NocExpress -BaseUri $server -TokenUri $server -Credential $credential -MaximumRetryCount 0").ShouldFailWith("NocConnectionFailed");

        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_token_that_is_renewed_over_a_used_connection_is_asked_for_once()
    {
        int tokens = 0;
        using WireServer server = new(request =>
            request.StartsWith("GET ", StringComparison.Ordinal) ? WireServer.Answer("", "401 Unauthorized") : tokens++ == 0 ? WireServer.Answer(Token) : null);
        Shell.Set("server", server.BaseUri);
        Run("Connect-NocExpress -BaseUri $server -TokenUri $server -Credential $credential -MaximumRetryCount 0").ShouldHaveNoErrors();

        Run("Get-NocSite").ShouldFailWith("NocAuthenticationFailed");

        Assert.Equal(2, server.Requests.Count(request => request.StartsWith("POST ", StringComparison.Ordinal)));
    }

    /// <summary>Answers reads, and hangs up on all else.</summary>
    private WireServer Start()
    {
        WireServer server = new(request => request.StartsWith("GET ", StringComparison.Ordinal) ? WireServer.Answer("[]") : null);
        Shell.Set("server", server.BaseUri);
        Shell.Set("given", new System.Net.NetworkCredential("", "a-token-of-the-wire").SecurePassword);
        Run("Connect-NocExpress -BaseUri $server -AccessToken $given").ShouldHaveNoErrors();
        return server;
    }
}
