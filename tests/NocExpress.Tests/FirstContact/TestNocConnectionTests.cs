using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.FirstContact;

/// <summary>Test-NocConnection against servers that do as expected, that do not, and that are none.</summary>
public sealed class TestNocConnectionTests(ITestOutputHelper output) : TicketTest
{
    private const int MostRequests = 20;

    private const string Job = """
        Get-NocSite | Where-Object Macnum -NotLike '0*' | Where-Object { "$($_.Macnum)".Length -eq 8 } | Select-First 1 |
            Get-NocConfiguration -Service Broadband | New-NocTicket @common -AdditionalContact (New-NocContact -Type Other -Name 'Bo Ek' -Number 6125550198)
        """;

    protected override bool Connects => false;

    public static TheoryData<int> Servers => [.. Enumerable.Range(1, 10)];

    [Fact]
    public async Task Of_a_server_that_does_as_expected_nothing_differs()
    {
        await SetBehaviourAsync(RandomServer.AsExpected.Behaviour);
        Connect().ShouldHaveNoErrors();

        IReadOnlyList<NocCheck> checks = Test("-IncludeCreate -Confirm:$false");

        Assert.Equal(["Rate limit headers"], checks.Where(check => check.Result != NocCheckResult.Confirmed).Select(check => check.Name));
        Assert.Equal(("Settings", ""), (checks[^1].Name, checks[^1].Advice));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_differs_is_named_and_the_settings_that_are_advised_are_all_that_it_takes(int number)
    {
        RandomServer server = RandomServer.Draw(number);
        output.WriteLine($"seed {RandomServer.Seed}, server {number}: {server.Behaviour.ToJsonString()}");
        await SetBehaviourAsync(server.Behaviour);

        // A connection that is refused says itself what to try.
        Shell.Result connected = Connect();
        string authentication = connected.Errors.Count == 0 ? "" : "-ClientAuthentication Post";
        Assert.All(connected.Errors, error => Assert.Contains("-ClientAuthentication", error.Exception.Message, StringComparison.Ordinal));
        Connect(authentication).ShouldHaveNoErrors();
        await ClearRequestsAsync();

        IReadOnlyList<NocCheck> checks = Test($"-IncludeCreate -Confirm:$false {server.Parameters}");

        Assert.InRange((await RequestsAsync()).Count, 1, MostRequests);
        Assert.Empty(await TicketsAsync());
        Assert.Equal(
            server.Differing.Order(StringComparer.Ordinal),
            checks.Where(check => check.Result == NocCheckResult.Differs && check.Name != "Settings").Select(check => check.Name).Order(StringComparer.Ordinal));
        string settings = checks[^1].Advice.Replace("Connect-NocExpress", "", StringComparison.Ordinal);
        Connect($"-MaximumRetryCount 0 {settings}").ShouldHaveNoErrors();
        Run(Job).ShouldHaveNoErrors();
        Assert.Single(await TicketsAsync());
        Assert.Contains("Bo Ek", (await CreateRequestsAsync())[^1]["fields"]!.ToJsonString(), StringComparison.Ordinal);
    }

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
    public async Task Where_little_can_be_settled_the_last_line_says_that_it_is_unknown()
    {
        await SetBehaviourAsync(new { siteCount = 0 });
        Connect().ShouldHaveNoErrors();

        IReadOnlyList<NocCheck> checks = Test();

        Assert.Equal(NocCheckResult.Unknown, checks[^1].Result);
        Assert.Contains("-Macnum", checks.Single(check => check.Name == "Issue parameters").Observed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "siteCount": 0 }""")]
    [InlineData("""{ "siteCount": 1, "configurationsPerSite": 0 }""")]
    public async Task What_there_is_nothing_to_look_at_for_is_unknown(string behaviour)
    {
        await SetBehaviourAsync(JsonNode.Parse(behaviour)!);
        Connect().ShouldHaveNoErrors();
        await ClearRequestsAsync();

        IReadOnlyList<NocCheck> checks = Test("-IncludeCreate -Confirm:$false");

        Assert.InRange((await RequestsAsync()).Count, 1, MostRequests);
        Assert.Empty(await CreateRequestsAsync());
        string[] unknown = ["Configuration owner", "Ticket type keys", "Ticket type form", "Type and status form", "Issue parameters", "List encoding", "Field errors"];
        Assert.All(unknown, name => Assert.Equal(NocCheckResult.Unknown, checks.Single(check => check.Name == name).Result));
    }

    [Theory]
    [InlineData("""{ "siteCount": 130, "sites": { "maximumSize": 100 } }""", NocCheckResult.Confirmed, "none is refused, and 101 brought 100")]
    [InlineData("""{ "siteCount": 130 }""", NocCheckResult.Differs, "none is refused, and 101 brought 101")]
    [InlineData("""{ "siteCount": 30 }""", NocCheckResult.Unknown, "none is refused, and 30 sites are too few to tell more")]
    [InlineData("""{ "siteCount": 130, "sites": { "maximumSize": 50, "oversize": "refuse" } }""", NocCheckResult.Differs, "100 is refused")]
    public async Task A_maximum_that_is_lowered_in_silence_shows_in_a_page(string behaviour, NocCheckResult result, string observed)
    {
        await SetBehaviourAsync(JsonNode.Parse(behaviour)!);
        Connect().ShouldHaveNoErrors();

        NocCheck check = Test().Single(check => check.Name == "Maximum page size");

        Assert.Equal((result, observed), (check.Result, check.Observed));
    }

    /// <summary>Rails names the first parameter that is missing, and no other.</summary>
    [Theory]
    [InlineData("fastapi", "json", NocCheckResult.Confirmed)]
    [InlineData("fastapi", "brackets", NocCheckResult.Differs)]
    [InlineData("django", "jsonItems", NocCheckResult.Differs)]
    [InlineData("aspnet", "json", NocCheckResult.Confirmed)]
    [InlineData("aspnet", "dots", NocCheckResult.Differs)]
    [InlineData("rails", "brackets", NocCheckResult.Unknown)]
    public async Task The_form_of_lists_shows_in_the_refusals_of_each_framework(string framework, string encoding, NocCheckResult result)
    {
        await SetBehaviourAsync(new { refusalsOf = framework, listEncoding = encoding });
        Connect().ShouldHaveNoErrors();

        Assert.Equal(result, Test("-IncludeCreate -Confirm:$false").Single(check => check.Name == "List encoding").Result);
    }

    /// <summary>Each of these costs requests.</summary>
    [Fact]
    public async Task Twenty_requests_are_the_most_where_everything_is_otherwise()
    {
        await SetBehaviourAsync(JsonNode.Parse("""
            {
                "siteCount": 130, "clientAuthentication": "post", "configurationsPath": "short", "macnumKey": "none", "issueParameters": "none",
                "listEncoding": "dots", "refusalsOf": "django"
            }
            """)!);
        Connect("-ClientAuthentication Post").ShouldHaveNoErrors();
        await ClearRequestsAsync();

        IReadOnlyList<NocCheck> checks = Test("-IncludeCreate -Confirm:$false");

        Assert.InRange((await RequestsAsync()).Count, 15, MostRequests);
        Assert.Equal("Connect-NocExpress -ClientAuthentication Post -ListEncoding Dots", checks[^1].Advice);
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
    [InlineData("""{ "siteCount": 130, "extraFields": true }""")]
    [InlineData("""{ "siteCount": 29, "typesAs": "object", "typeAndStatusAs": "object", "errorShape": "errors", "listEncoding": "brackets", "envelope": "unknown" }""")]
    public async Task No_value_of_a_customer_is_in_what_comes_out(string behaviour)
    {
        await SetBehaviourAsync(JsonNode.Parse(behaviour)!);
        Connect().ShouldHaveNoErrors();
        Shell.Result read = Run("$sites = Get-NocSite; $sites; $sites | Where-Object Macnum | Get-NocConfiguration").ShouldHaveNoErrors();
        HashSet<string> values =
        [
            .. read.Output.SelectMany(row => row.Properties)
                .Where(property => property.Name is not ("AdditionalProperties" or "IsChronic")).Select(property => $"{property.Value}"),
            .. read.Objects<NocEntity>().SelectMany(row => row.AdditionalProperties.Values.OfType<string>()),
        ];
        values.RemoveWhere(value => value.Length < 2);
        Assert.True(values.Count > 200);

        Shell.Result test = Run("Test-NocConnection -Macnum '39639469' -IncludeCreate -Confirm:$false -Verbose -Debug *>&1").ShouldHaveNoErrors();

        string text = string.Join("\n", test.Output.SelectMany(line => line.Properties.Select(property => $"{property.Value}").Append($"{line}")));
        Assert.Contains("Macnum form", text, StringComparison.Ordinal);
        Assert.DoesNotContain(values, value => Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(value)}(?!\w)"));
    }

    [Fact]
    public async Task Keys_that_are_values_are_counted_and_not_told()
    {
        Connect().ShouldHaveNoErrors();
        await AddFaultAsync(new { path = "companies/sites", status = 200, body = """{"02145678": {"city": 1}, "Minneapolis": [], "store 118": 1, "count": 2}""" });

        string observed = Test().Single(check => check.Name == "Sites envelope").Observed;

        Assert.Equal("status 200, a JSON object with count, and 3 more", observed);
    }

    [Fact]
    public async Task A_ticket_that_came_of_the_test_is_said_loudly_and_no_further_one_is_risked()
    {
        Connect().ShouldHaveNoErrors();
        await AddFaultAsync(new { path = "tickets/external", status = 200, body = """[{"id": 8100999, "summary": "?"}]""" });

        Shell.Result result = Run("Test-NocConnection -IncludeCreate -Confirm:$false").ShouldHaveNoErrors();

        Assert.Contains("THE TEST HAS OPENED A TICKET: 8100999", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(await CreateRequestsAsync());
        Assert.Equal(NocCheckResult.Failed, result.Objects<NocCheck>().Single(check => check.Name == "Field errors").Result);
    }

    [Fact]
    public async Task A_test_whose_outcome_nobody_knows_is_said_loudly_too()
    {
        Connect().ShouldHaveNoErrors();
        await AddFaultAsync(new { path = "tickets/external", cut = true });

        Shell.Result result = Run("Test-NocConnection -IncludeCreate -Confirm:$false").ShouldHaveNoErrors();

        Assert.Contains("THE TEST MAY HAVE OPENED A TICKET", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(await CreateRequestsAsync());
    }

    [Theory]
    [InlineData("""{ "path": "api/", "status": 429, "skip": 9 }""")]
    [InlineData("""{ "path": "api/", "status": 403 }""")]
    public async Task What_was_not_sent_or_was_refused_is_no_alarm(string fault)
    {
        Connect().ShouldHaveNoErrors();
        await AddFaultAsync(JsonNode.Parse(fault)!);

        Assert.Empty(Run("Test-NocConnection -IncludeCreate -Confirm:$false").ShouldHaveNoErrors().Warnings);
        Assert.Empty(await CreateRequestsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-IncludeCreate -WhatIf")]
    public async Task No_ticket_request_is_sent_that_nobody_has_agreed_to(string parameters)
    {
        Connect().ShouldHaveNoErrors();

        Assert.DoesNotContain(Test(parameters), check => check.Name == "List encoding");

        Assert.Empty(await CreateRequestsAsync());
    }

    [Fact]
    public async Task Whoever_says_no_sends_no_ticket_request()
    {
        Connect().ShouldHaveNoErrors();
        Shell.Answer(2);

        Test("-IncludeCreate");

        Assert.Empty(await CreateRequestsAsync());
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
    [InlineData("array")]
    [InlineData("results")]
    [InlineData("unknown")]
    public async Task Of_a_list_without_end_the_beginning_is_read(string envelope)
    {
        await SetBehaviourAsync(new { siteCount = 100_000, requestsPerMinute = 0, sites = new { envelope } });
        Connect().ShouldHaveNoErrors();

        IReadOnlyList<NocCheck> checks = Test();

        NocCheck size = checks.Single(check => check.Name == "Default page size");
        Match came = Regex.Match(size.Observed, "^([0-9]+) or more came$");
        Assert.True(came.Success, size.Observed);
        Assert.InRange(int.Parse(came.Groups[1].Value, CultureInfo.InvariantCulture), 100, 1000);
        Assert.Equal(NocCheckResult.Differs, size.Result);
        Assert.StartsWith("25 rows;", checks.Single(check => check.Name == "Site fields").Observed, StringComparison.Ordinal);
        Assert.DoesNotContain(checks, check => check.Result == NocCheckResult.Failed);
        Assert.Equal(NocCheckResult.Confirmed, checks.Single(check => check.Name == "Configuration fields").Result);
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

    [Fact]
    public async Task Macnums_that_lose_their_zeros_show_in_the_configurations_of_a_site()
    {
        await SetBehaviourAsync(new { macnumForm = "trimmed" });
        Connect().ShouldHaveNoErrors();

        NocCheck asked = Test("-Macnum '02145678'").Single(check => check.Name == "Macnum form");
        NocCheck notAsked = Test().Single(check => check.Name == "Macnum form");

        Assert.Equal((NocCheckResult.Differs, "text without leading zeros"), (asked.Result, asked.Observed));
        Assert.StartsWith("Nothing to give", asked.Advice, StringComparison.Ordinal);
        Assert.Equal(NocCheckResult.Unknown, notAsked.Result);
        Assert.Contains("-Macnum", notAsked.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_envelope_that_nobody_knows_hides_no_maximum()
    {
        await SetBehaviourAsync(new { envelope = "unknown", siteCount = 130, sites = new { maximumSize = 100, oversize = "refuse" } });
        Connect().ShouldHaveNoErrors();

        NocCheck check = Test().Single(check => check.Name == "Maximum page size");

        Assert.Equal((NocCheckResult.Confirmed, "100 is taken, 101 refused"), (check.Result, check.Observed));
    }

    [Fact]
    public async Task Who_cannot_see_the_form_of_lists_is_told_how_to_find_it_out()
    {
        await SetBehaviourAsync(new { refusalsOf = "rails" });
        Connect().ShouldHaveNoErrors();

        string advice = Test("-IncludeCreate -Confirm:$false").Single(check => check.Name == "List encoding").Advice;

        Assert.Contains("-ListEncoding JsonItems, then Brackets, then Dots", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "siteCount": 1 }""", "Site fields", "1 row; ")]
    [InlineData("""{ "siteCount": 1 }""", "Maximum page size", "none is refused, and 1 site is too few")]
    public async Task One_is_spoken_of_as_one(string behaviour, string name, string observed)
    {
        await SetBehaviourAsync(JsonNode.Parse(behaviour)!);
        Connect().ShouldHaveNoErrors();

        Assert.StartsWith(observed, Test().Single(check => check.Name == name).Observed, StringComparison.Ordinal);
    }

    /// <summary>The Date of an answer has whole seconds, and is of the beginning of one.</summary>
    [Fact]
    public void No_second_is_no_difference_of_the_clocks()
    {
        Connect().ShouldHaveNoErrors();

        Assert.Matches("^(within a second|the server is [2-9] s behind)$", Test().Single(check => check.Name == "Server clock").Observed);
    }

    [Fact]
    public async Task The_last_line_counts_the_guesses_that_differ()
    {
        JsonObject behaviour = RandomServer.AsExpected.Behaviour;
        behaviour["requestId"] = "none";
        await SetBehaviourAsync(behaviour);
        Connect().ShouldHaveNoErrors();

        Assert.EndsWith(" requests; 1 of 21 guesses differs, 1 unknown", Test()[^1].Observed, StringComparison.Ordinal);
    }

    private IReadOnlyList<NocCheck> Test(string parameters = "") => Run($"Test-NocConnection {parameters}").ShouldHaveNoErrors().Objects<NocCheck>();
}
