using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.FirstContact;

/// <summary>Test-NocConnection against servers that fail, or are none.</summary>
public sealed class FailingServerTests(ITestOutputHelper output) : FirstContactTest
{
    public static TheoryData<string, string> StrangeServers => new()
    {
        { "no JSON", """{ "path": "api/", "status": 200, "body": "service ready" }""" },
        { "a page to log in", """{ "path": "api/", "status": 200, "body": "<html><title>Sign in</title><form></form></html>" }""" },
        { "403", """{ "path": "api/", "status": 403 }""" },
        { "500", """{ "path": "api/", "status": 500 }""" },
        { "429 at the third request", """{ "path": "api/", "status": 429, "skip": 2, "retryAfterSeconds": 60 }""" },
        { "401 from the second request on", """{ "path": "api/", "status": 401, "skip": 1 }""" },
        { "broken connections", """{ "path": "api/", "cut": true }""" },
        { "broken lists", """{ "path": "api/", "truncateTo": 40 }""" },
        { "numbers for rows", """{ "path": "api/", "status": 200, "body": "[1, 2, null]" }""" },
        { "rows without anything", """{ "path": "api/", "status": 200, "body": "[{}, {}, {}]" }""" },
        { "null", """{ "path": "api/", "status": 200, "body": "null" }""" },
        { "nothing", """{ "path": "api/", "status": 204 }""" },
    };

    [Theory]
    [MemberData(nameof(StrangeServers))]
    public async Task A_strange_server_ends_in_checks_and_not_in_an_error(string what, string fault)
    {
        await SetBehaviourAsync(RandomServer.AsExpected.Behaviour);
        Connect().ShouldHaveNoErrors();
        await ClearRequestsAsync();
        await AddFaultAsync(JsonNode.Parse(fault)!);

        IReadOnlyList<NocCheck> checks = Test();

        output.WriteLine($"{what}: {string.Join(Environment.NewLine, checks)}");
        Assert.InRange((await RequestsAsync()).Count, 1, MostRequests);
        Assert.Contains(checks, check => check.Result is NocCheckResult.Failed or NocCheckResult.Unknown);
        Assert.DoesNotContain(checks, check => check.Observed.Contains("foreseen", StringComparison.Ordinal));
        Assert.Equal("Settings", checks[^1].Name);
    }

    [Fact]
    public async Task Nothing_more_is_asked_after_a_429()
    {
        Connect().ShouldHaveNoErrors();
        await ClearRequestsAsync();
        await AddFaultAsync(new { path = "api/", status = 429, skip = 2 });

        IReadOnlyList<NocCheck> checks = Test();

        Assert.Equal(3, (await RequestsAsync("api/")).Count);
        Assert.Contains(checks, check => check is { Result: NocCheckResult.Unknown } && check.Observed.Contains("429", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "path": "api/", "status": 403 }""", "-GrantedTenantMacnum")]
    [InlineData("""{ "path": "api/", "status": 401 }""", "-Credential")]
    [InlineData("""{ "path": "api/", "status": 500 }""", "later")]
    [InlineData("""{ "path": "api/", "status": 302 }""", "-BaseUri")]
    [InlineData("""{ "path": "api/", "status": 200, "body": "<html><title>Sign in</title><form></form></html>" }""", "-BaseUri")]
    [InlineData("""{ "path": "api/", "cut": true }""", "-Proxy")]
    [InlineData("""{ "path": "api/", "status": 429 }""", "Wait")]
    public async Task Where_everything_fails_the_last_line_does_not_reassure(string fault, string advice)
    {
        Connect().ShouldHaveNoErrors();
        await AddFaultAsync(JsonNode.Parse(fault)!);

        IReadOnlyList<NocCheck> checks = Test();

        NocCheck[] failed = [.. checks.Where(check => check.Result == NocCheckResult.Failed && check.Name != "Settings")];
        int unknown = checks.Count(check => check.Result == NocCheckResult.Unknown);
        Assert.Equal(NocCheckResult.Failed, checks[^1].Result);
        Assert.EndsWith($", {failed.Length} failed, {unknown} unknown", checks[^1].Observed, StringComparison.Ordinal);
        Assert.All(failed, check => Assert.Contains(advice, check.Advice, StringComparison.Ordinal));
        Assert.DoesNotContain(checks, check => $"{check.Observed} {check.Advice}".Contains("-Macnum", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "path": "tickets/0", "status": 403, "body": "{\"detail\": \"no\"}" }""")]
    [InlineData("""{ "path": "tickets/0", "status": 500, "body": "{\"detail\": \"no\"}" }""")]
    [InlineData("""{ "path": "tickets/0", "status": 302 }""")]
    [InlineData("""{ "path": "tickets/0", "status": 200, "body": "" }""")]
    [InlineData("""{ "path": "tickets/0", "status": 404, "body": "<html>Sign in</html>" }""")]
    public async Task Whether_a_request_has_an_id_shows_in_an_error_of_the_api_alone(string fault)
    {
        await SetBehaviourAsync(new { requestId = "none" });
        Connect().ShouldHaveNoErrors();
        await AddFaultAsync(JsonNode.Parse(fault)!);

        Assert.Equal(NocCheckResult.Unknown, Test().Single(check => check.Name == "Request id").Result);
    }

    [Theory]
    [InlineData("""{ "path": "api/", "cut": true, "skip": 2, "times": 1 }""")]
    [InlineData("""{ "path": "companies/sites", "cut": true, "times": 1 }""")]
    [InlineData("""{ "path": "companies/sites", "status": 503, "times": 1 }""")]
    [InlineData("""{ "path": "companies/sites", "status": 503, "retryAfterSeconds": 1, "times": 1 }""")]
    public async Task A_fault_that_passes_leaves_no_mark(string fault)
    {
        await SetBehaviourAsync(RandomServer.AsExpected.Behaviour);
        Connect().ShouldHaveNoErrors();
        await AddFaultAsync(JsonNode.Parse(fault)!);

        Assert.Equal(["Rate limit headers"], Test().Where(check => check.Result != NocCheckResult.Confirmed).Select(check => check.Name));
    }

    [Theory]
    [InlineData("""{ "path": "companies/sites", "status": 503, "retryAfterSeconds": 600 }""")]
    [InlineData("""{ "path": "companies/sites", "status": 429 }""")]
    [InlineData("""{ "path": "companies/sites", "status": 401 }""")]
    public async Task What_does_not_pass_soon_is_not_tried_again(string fault)
    {
        Connect().ShouldHaveNoErrors();
        await ClearRequestsAsync();
        await AddFaultAsync(JsonNode.Parse(fault)!);

        Test();

        string[] asked = [.. (await RequestsAsync("companies/sites")).Select(request => $"{request["path"]}{request["query"]}")];
        Assert.Equal(asked.Distinct(), asked);
    }
}
