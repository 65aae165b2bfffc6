using System;
using System.Net;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>Where a client is refused, what can be seen of its id and secret without knowing the right ones is said.</summary>
public sealed class CredentialAdviceTests : SandboxTest
{
    private const string Edge = "begins or ends with a character that nobody sees";
    private const string Post = "-ClientAuthentication Post";

    protected override bool Connects => false;

    protected override SandboxOptions Options => new() { RequestsPerMinute = 0, ClientSecret = "a+secret/of~the=sandbox%" };

    [Theory]
    [InlineData("sandbox-client", "a-wrong-secret ", "The client secret " + Edge)]
    [InlineData("sandbox-client", "\ta-wrong-secret", "The client secret " + Edge)]
    [InlineData("sandbox-client", "a-wrong-secret\r\n", "The client secret " + Edge)]
    [InlineData("sandbox-client", "a-wrong-secret\u00a0", "The client secret " + Edge)]
    [InlineData("sandbox-client", "\ufeffa-wrong-secret", "The client secret " + Edge)]
    [InlineData("sandbox-client\n", "a-wrong-secret", "The client id " + Edge)]
    [InlineData(" sandbox-client", "a-wrong-secret", "The client id " + Edge)]
    public void A_blank_or_the_end_of_a_line_at_the_edge_is_named(string id, string secret, string told)
    {
        NocException error = ConnectAs(id, secret).ShouldFailWith("NocAuthenticationFailed");

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a+secret")]
    [InlineData("a/secret")]
    [InlineData("a-secret=")]
    [InlineData("a~secret")]
    [InlineData("a%secret")]
    public async Task Where_the_form_of_basic_authentication_may_be_the_reason_the_other_is_named(string secret)
    {
        await SetBehaviourAsync(new { clientAuthentication = "Post" });

        Assert.Contains(Post, ConnectAs("sandbox-client", secret).ShouldFailWith("NocAuthenticationFailed").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Post, ConnectAs("sandbox-client", secret, "Post").ShouldFailWith("NocAuthenticationFailed").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "", "there is no token endpoint at")]
    [InlineData(405, "", "there is no token endpoint at")]
    [InlineData(403, "<html><title>Forbidden</title></html>", "Its answer is not that of a token endpoint: check -TokenUri")]
    [InlineData(400, "Bad request", "Its answer is not that of a token endpoint: check -TokenUri")]
    public async Task A_token_address_that_is_most_likely_wrong_is_named(int status, string body, string told)
    {
        await AddFaultAsync(new { path = "/token", status, body });

        Assert.Contains(told, ConnectAs("sandbox-client", "a-wrong-secret").ShouldFailWith("NocAuthenticationFailed").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_token_that_is_refused_is_said_to_be_the_one_that_was_given()
    {
        Shell.Set("given", new NetworkCredential("", "a-token-of-yesterday").SecurePassword);
        await AddFaultAsync(new { path = "companies/sites", status = 401 });

        string message = Run("Connect-NocExpress -BaseUri $base -AccessToken $given; Get-NocSite").ShouldFailWith("NocAuthenticationFailed").Message;

        Assert.Contains("given by -AccessToken or NOCEXPRESS_ACCESS_TOKEN", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_fresh_token_is_refused_too_both_addresses_are_named()
    {
        Shell.Set("credential", new System.Management.Automation.PSCredential("sandbox-client", new NetworkCredential("", Options.ClientSecret).SecurePassword));
        await AddFaultAsync(new { path = "companies/sites", status = 401 });

        string message = Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential; Get-NocSite").ShouldFailWith("NocAuthenticationFailed").Message;

        Assert.Contains("-TokenUri and -BaseUri belong to the same environment", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_of_a_secret_that_is_simply_wrong()
    {
        string message = ConnectAs("sandbox-client", "a-wrong-secret").ShouldFailWith("NocAuthenticationFailed").Message;

        Assert.DoesNotContain(Edge, message, StringComparison.Ordinal);
        Assert.DoesNotContain("encode", message, StringComparison.Ordinal);
    }

    private Shell.Result ConnectAs(string id, string secret, string clientAuthentication = "Basic")
    {
        Shell.Set("credential", new System.Management.Automation.PSCredential(id, new NetworkCredential("", secret).SecurePassword));
        return Run($"Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -ClientAuthentication {clientAuthentication} -MaximumRetryCount 0");
    }
}
