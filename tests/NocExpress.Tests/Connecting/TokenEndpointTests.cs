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
        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 1").ShouldHaveNoErrors();
        await ForgetRequestsAsync();
        await FailAsync(new { path = Path, status = 401 });
        await FailAsync(new { path = "/token", status = 503 });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocAuthenticationFailed");

        Assert.Equal(503, error.StatusCode);
        Assert.Equal(2, (await RequestsAsync("/token")).Count);
    }

    [Fact]
    public async Task The_token_endpoints_retry_after_is_honoured()
    {
        await FailAsync(new { path = "/token", status = 429, retryAfterSeconds = 7200, times = 1 });

        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 1").ShouldFailWith("NocRateLimited");

        Assert.Single(await RequestsAsync("/token"));
    }

    [Fact]
    public async Task A_408_of_the_token_endpoint_is_no_refusal()
    {
        await FailAsync(new { path = "/token", status = 408, times = 1 });

        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 1").ShouldHaveNoErrors();
    }

    [Fact]
    public async Task The_token_request_has_a_verbose_line_like_any_other()
    {
        await FailAsync(new { path = "/token", cut = true, times = 1 });

        Shell.Result result = Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 1 -Verbose").ShouldHaveNoErrors();

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
        await FailAsync(new { path = "/token", status });

        Shell.Result result = Shell.Try("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 0; 'went on'");

        Assert.NotNull(result.Terminating);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_refused_address_ends_the_run()
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
}
