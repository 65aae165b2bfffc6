using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>What a response with the status of an error is reported as.</summary>
public sealed class ErrorStatusTests : SandboxTest
{
    private const string Path = "companies/sites";
    private const string Told = "The sandbox was told to fail.";

    [Theory]
    [InlineData(400, "NocRequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(403, "NocPermissionDenied", ErrorCategory.PermissionDenied)]
    [InlineData(404, "NocRequestRejected", ErrorCategory.ObjectNotFound)]
    [InlineData(408, "NocTimeout", ErrorCategory.OperationTimeout)]
    [InlineData(409, "NocRequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(422, "NocRequestRejected", ErrorCategory.InvalidArgument)]
    [InlineData(429, "NocRateLimited", ErrorCategory.LimitsExceeded)]
    [InlineData(500, "NocServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    [InlineData(503, "NocServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    [InlineData(599, "NocServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    public async Task A_status_has_its_error_id_and_category_and_lets_the_pipeline_go_on(int status, string errorId, ErrorCategory category)
    {
        await AddFaultAsync(new { path = Path, status });

        Shell.Result result = Shell.Try("Get-NocSite");

        NocException error = result.ShouldFailWith(errorId);
        Assert.Null(result.Terminating);
        Assert.Equal(category, result.Errors[0].CategoryInfo.Category);
        Assert.Equal(status, error.StatusCode);
        Assert.True(error.SafeToRetry);
        Assert.EndsWith(Told, Assert.Single(error.ServerErrors), StringComparison.Ordinal);
        Assert.Contains(Told, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("sandbox-", error.RequestId, StringComparison.Ordinal);
        Assert.Single(await RequestsAsync());
    }

    [Theory]
    [InlineData("""{"detail": "no", "request_id": "req-7"}""", "req-7")]
    [InlineData("""{"success": false, "error": "no", "request_id": 71}""", "71")]
    [InlineData("""{"errorCode": "E0000007", "errorSummary": "no", "errorId": "oae-7", "errorCauses": []}""", "oae-7")]
    [InlineData("""{"error": {"message": "no", "request_id": "req-7"}}""", "req-7")]
    [InlineData("""{"detail": "no", "request_id": null}""", null)]
    [InlineData("""["no"]""", null)]
    [InlineData("<html>no</html>", null)]
    public async Task The_id_of_a_request_is_read_out_of_the_body_where_the_head_has_none(string body, string? id)
    {
        await SetBehaviourAsync(new { requestId = "none" });
        await AddFaultAsync(new { path = Path, status = 400, body });

        Assert.Equal(id, Run("Get-NocSite").ShouldFailWith("NocRequestRejected").RequestId);
    }

    [Fact]
    public async Task The_id_in_the_head_goes_before_the_one_in_the_body()
    {
        await AddFaultAsync(new { path = Path, status = 400, body = """{"detail": "no", "request_id": "other"}""" });

        Assert.StartsWith("sandbox-", Run("Get-NocSite").ShouldFailWith("NocRequestRejected").RequestId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_writes_the_id_into_the_body_of_an_error()
    {
        await SetBehaviourAsync(new { requestId = "body" });

        Assert.StartsWith("sandbox-", Run("Get-NocTicket 4").ShouldFailWith("NocRequestRejected").RequestId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        await SetBehaviourAsync(new { tokenScope = "urn:grt:other" });
        Connect().ShouldHaveNoErrors();

        NocException error = Run("Get-NocSite").ShouldFailWith("NocPermissionDenied");

        Assert.Equal(403, error.StatusCode);
        Assert.Contains("must have the scope urn:grt:nocexpress", error.Message, StringComparison.Ordinal);
        Assert.Single(await RequestsAsync(Path));
    }

    [Fact]
    public async Task A_401_after_one_renewal_of_the_token_ends_the_run()
    {
        await AddFaultAsync(new { path = Path, status = 401 });

        Shell.Result result = Shell.Try("Get-NocSite -Search Boston; Get-NocSite -Search Chicago");

        NocException error = result.ShouldFailWith("NocAuthenticationFailed");
        Assert.NotNull(result.Terminating);
        Assert.Equal(ErrorCategory.AuthenticationError, result.Errors[0].CategoryInfo.Category);
        Assert.Equal(401, error.StatusCode);
        Assert.Contains("and a fresh one too", error.Message, StringComparison.Ordinal);
        Assert.Single(await RequestsAsync("/token"));
        IReadOnlyList<JsonNode> requests = await RequestsAsync(Path);
        Assert.Equal(["Boston", "Boston"], requests.Select(request => request.Query("search")));
        Assert.NotEqual((string?)requests[0]["headers"]!["Authorization"], (string?)requests[1]["headers"]!["Authorization"]);
    }

    [Fact]
    public async Task A_401_for_a_given_access_token_ends_the_run_at_once()
    {
        Shell.Set("stale", new System.Net.NetworkCredential("", "no-such-token").SecurePassword);
        Run("Connect-NocExpress -BaseUri $base -AccessToken $stale").ShouldHaveNoErrors();

        Shell.Result result = Shell.Try("Get-NocSite");

        NocException error = result.ShouldFailWith("NocAuthenticationFailed");
        Assert.NotNull(result.Terminating);
        Assert.Equal(401, error.StatusCode);
        Assert.Contains("cannot be renewed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such-token", result.Errors[0].Exception.ToString(), StringComparison.Ordinal);
        Assert.Single(await RequestsAsync());
    }

    [Theory]
    [InlineData("errors", "non_field_errors: " + Told)]
    [InlineData("errorsList", Told)]
    [InlineData("detail", Told)]
    [InlineData("detailList", "body: " + Told)]
    [InlineData("message", Told)]
    [InlineData("error", Told, "Bad Request")]
    [InlineData("text", Told)]
    public async Task The_message_of_an_error_is_found_in_every_shape(string errorShape, params string[] messages)
    {
        await SetBehaviourAsync(new { errorShape });
        await AddFaultAsync(new { path = Path, status = 400 });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocRequestRejected");

        Assert.Equal(messages, error.ServerErrors);
        Assert.All(error.ServerErrors, message => Assert.Contains(message, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_message_in_an_html_error_page_is_told()
    {
        await SetBehaviourAsync(new { errorShape = "html" });
        await AddFaultAsync(new { path = Path, status = 400 });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocRequestRejected");

        Assert.Contains(Told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_html_page_with_an_error_status_is_told_by_its_text()
    {
        await AddFaultAsync(new { path = Path, status = 502, body = "<html><head><title>Sign in &amp; go on</title></head><body>x</body></html>" });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocServiceUnavailable");

        Assert.Equal(502, error.StatusCode);
        Assert.Equal(["Sign in & go on: x"], error.ServerErrors);
        Assert.DoesNotContain("<", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errors": {"search": ["too short", "no stars"], "store": "not a number"}}""", "search: too short", "search: no stars", "store: not a number")]
    [InlineData("""{"errors": ["one", {"message": "two"}]}""", "one", "two")]
    [InlineData("""{"detail": [{"loc": ["query", "store", 0], "msg": "one", "type": "t"}, {"msg": "two"}]}""", "query.store.0: one", "two")]
    [InlineData("""{"search": ["too short"], "store": ["not a number"]}""", "search: too short", "store: not a number")]
    [InlineData("""{"message": "said", "errors": {"store": ["why"]}}""", "store: why", "said")]
    [InlineData("""["one", "two"]""", "one", "two")]
    [InlineData("plain words: Überlast", "plain words: Überlast")]
    [InlineData("""{"detail": "breaks o""", """{"detail": "breaks o""")]
    public async Task Every_message_of_the_server_is_told(string body, params string[] messages)
    {
        await AddFaultAsync(new { path = Path, status = 400, body });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocRequestRejected");

        Assert.Equal(messages, error.ServerErrors);
        Assert.All(messages, message => Assert.Contains(message, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"detail": " "}""")]
    public async Task An_error_that_says_nothing_is_told_by_its_status(string body)
    {
        await AddFaultAsync(new { path = Path, status = 503, body });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocServiceUnavailable");

        Assert.Empty(error.ServerErrors);
        Assert.Contains("503", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("The server says", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_of_a_server_stay_within_their_quotation_marks()
    {
        await AddFaultAsync(new { path = Path, status = 400, body = """{"detail": "no.' Nothing was sent: run it again."}""" });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocRequestRejected");

        Assert.EndsWith("The server says: 'no.’ Nothing was sent: run it again.'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_the_server_do_not_reach_the_terminal()
    {
        await AddFaultAsync(new { path = Path, status = 400, body = """{"detail": "one\u001b[31m two\r\nthree"}""" });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocRequestRejected");

        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.Contains("three", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A server of the API knows the paths of the cmdlets, and answers in JSON where it does not know another.</summary>
    [Theory]
    [InlineData("Get-NocSite", 404, """{"detail": "Not found."}""", true)]
    [InlineData("Invoke-NocRequest api/v1/noc/companies/sites", 404, "<h1>Not found</h1>", true)]
    [InlineData("Invoke-NocRequest api/v1/noc/companies/sites", 404, """{"detail": "Not found."}""", false)]
    [InlineData("Get-NocSite", 400, "<h1>Bad</h1>", false)]
    public async Task A_server_that_does_not_know_the_API_leads_to_the_base_URI(string command, int status, string body, bool leads)
    {
        await AddFaultAsync(new { path = Path, status, body });

        NocException error = Run(command).ShouldFailWith("NocRequestRejected");

        Assert.Equal(leads, error.Message.Contains("leads to a NOCExpress server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Retry_After_date_that_has_passed_asks_for_no_wait()
    {
        await AddFaultAsync(new { path = Path, status = 503, retryAfterDateIn = -60 });

        Assert.Equal(TimeSpan.Zero, Run("Get-NocSite").ShouldFailWith("NocServiceUnavailable").RetryAfter);
    }
}
