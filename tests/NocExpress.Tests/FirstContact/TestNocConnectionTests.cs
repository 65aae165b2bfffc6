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

/// <summary>Test-NocConnection against servers that do as expected, and that do not.</summary>
public sealed class TestNocConnectionTests(ITestOutputHelper output) : FirstContactTest
{
    private const string Job = """
        Get-NocSite | Where-Object Macnum -NotLike '0*' | Where-Object { "$($_.Macnum)".Length -eq 8 } | Select-First 1 |
            Get-NocConfiguration -Service Broadband | New-NocTicket @common -AdditionalContact (New-NocContact -Type Other -Name 'Bo Ek' -Number 6125550198)
        """;

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
}
