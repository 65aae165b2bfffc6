using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

public sealed class TokenEndpointTests : SandboxTest
{
    private const string Path = "companies/sites";

    /// <summary>The token endpoint has its own retries inside the request's, so that they multiply.</summary>
    [Fact]
    public async Task Retries_of_the_token_do_not_multiply_with_those_of_the_request()
    {
        Connect("-MaximumRetryCount 1").ShouldHaveNoErrors();
        await ClearRequestsAsync();
        await AddFaultAsync(new { path = Path, status = 401 });
        await AddFaultAsync(new { path = "/token", status = 503 });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocAuthenticationFailed");

        Assert.Equal(503, error.StatusCode);
        Assert.Equal(2, (await RequestsAsync("/token")).Count);
    }

    [Fact]
    public async Task The_token_endpoints_retry_after_is_honoured()
    {
        await AddFaultAsync(new { path = "/token", status = 429, retryAfterSeconds = 7200, times = 1 });

        Connect("-MaximumRetryCount 1").ShouldFailWith("NocRateLimited");

        Assert.Single(await RequestsAsync("/token"));
    }

    [Fact]
    public async Task A_408_of_the_token_endpoint_is_no_refusal()
    {
        await AddFaultAsync(new { path = "/token", status = 408, times = 1 });

        Connect("-MaximumRetryCount 1").ShouldHaveNoErrors();
    }

    [Fact]
    public async Task The_token_request_has_a_verbose_line_like_any_other()
    {
        await AddFaultAsync(new { path = "/token", cut = true, times = 1 });

        Shell.Result result = Connect("-MaximumRetryCount 1 -Verbose").ShouldHaveNoErrors();

        string[] lines = [.. result.Verbose.Where(line => line.StartsWith("POST ", StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        Assert.Matches("^POST /oauth2/sandbox/v1/token no answer [0-9]+ ms$", lines[0]);
        Assert.Matches("^POST /oauth2/sandbox/v1/token 200 [0-9]+ ms$", lines[1]);
    }

    /// <summary>Otherwise a runbook goes on with the connection it had before.</summary>
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(302)]
    public async Task A_connect_that_fails_ends_the_run_whatever_the_reason(int status)
    {
        await AddFaultAsync(new { path = "/token", status });

        Shell.Result result = Shell.Try($"{ConnectCommand} -MaximumRetryCount 0; 'went on'");

        Assert.NotNull(result.Terminating);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void An_address_that_is_refused_ends_the_run()
    {
        Shell.Result result = Shell.Try("Connect-NocExpress -BaseUri http://api.example.com -TokenUri $token -Credential $credential; 'went on'");

        result.ShouldFailWith("NocValidationFailed");
        Assert.NotNull(result.Terminating);
    }

    [Theory]
    [InlineData("abcd\nefgh")]
    [InlineData("abcd-é-efgh")]
    public void An_access_token_that_no_header_can_hold_is_refused(string text)
    {
        Shell.Set("bad", new System.Net.NetworkCredential("", text).SecurePassword);

        Shell.Result result = Run("Connect-NocExpress -BaseUri $base -AccessToken $bad");

        NocException error = result.ShouldFailWith("NocValidationFailed");
        Assert.DoesNotContain("efgh", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_is_said_to_live_for_ever_can_be_used()
    {
        using StubServer server = new(line => StubServer.Ok(line.StartsWith("POST", StringComparison.Ordinal)
            ? "\uFEFF{\"access_token\":\"abcdef\",\"expires_in\":9000000000000000}"
            : """[{"id":1}]"""));
        Shell.Set("base", server.BaseUri);
        Shell.Set("token", server.BaseUri);

        Assert.Single(Connect("; Get-NocSite").ShouldHaveNoErrors().Output);
    }
}
