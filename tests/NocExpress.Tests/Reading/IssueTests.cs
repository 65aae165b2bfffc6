using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

public sealed class IssueTests : SandboxTest
{
    private const string Path = "tickets/static";

    [Theory]
    [InlineData("string")]
    [InlineData("object")]
    [InlineData("pair")]
    public async Task An_issue_is_read_in_each_form(string issueForm)
    {
        await SetBehaviourAsync(new { issueForm, extraFields = true });

        IReadOnlyList<NocIssue> issues = Run("Get-NocIssue 'Broadband Service Request' 'Service Outage'").ShouldHaveNoErrors().Objects<NocIssue>();

        Assert.Equal(["Circuit Down", "No Internet Access", "Modem Offline", "No Sync"], issues.Select(issue => issue.Name));
        Assert.All(issues, issue => Assert.Equal(("Broadband Service Request", "Service Outage"), (issue.TypeName, issue.SubtypeName)));
    }

    [Fact]
    public async Task An_issue_in_an_unknown_form_is_unexpected()
    {
        await SetBehaviourAsync(new { issueForm = "unknown" });

        Shell.Result result = Shell.Try("Get-NocIssue");

        NocException error = result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Contains("ticket_issues_dropdown_values", error.Message, StringComparison.Ordinal);
        Assert.Equal("InvalidResult", result.Errors[0].CategoryInfo.Category.ToString());
        Assert.Null(result.Terminating);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("""{"ticket_issues_dropdown_values": ["Ünterbrechung", "B"]}""")]
    [InlineData("""{"data": {"ticket_issues_dropdown_values": ["Ünterbrechung", "B"]}}""")]
    [InlineData("""{"results": {"x": 1, "ticket_issues_dropdown_values": [{"id": 1, "name": "\u00dcnterbrechung"}, "B", "B"]}}""")]
    public async Task The_list_of_issues_is_found_in_every_envelope(string body)
    {
        await AddFaultAsync(new { path = Path, status = 200, body });

        Assert.Equal(["Ünterbrechung", "B"], Run("Get-NocIssue").ShouldHaveNoErrors().Objects<NocIssue>().Select(issue => issue.Name));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"other": ["A"]}""")]
    [InlineData("""{"ticket_issues_dropdown_values": null}""")]
    [InlineData("""{"ticket_issues_dropdown_values": [{"id": 1}]}""")]
    [InlineData("""{"ticket_issues_dropdown_values": [4]}""")]
    [InlineData("""{"ticket_issues_dropdown_values": [["A", "B", "C"]]}""")]
    public async Task A_response_that_is_no_list_of_names_is_unexpected(string body)
    {
        await AddFaultAsync(new { path = Path, status = 200, body });

        Shell.Result result = Run("Get-NocIssue");

        result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("""{"success": false, "error": "The list is being rebuilt.", "request_id": "r-7"}""")]
    [InlineData("""{"error": {"message": "The list is being rebuilt."}}""")]
    public async Task What_a_server_says_with_a_good_status_and_no_list_is_told(string body)
    {
        await AddFaultAsync(new { path = Path, status = 200, body });

        NocException error = Run("Get-NocIssue").ShouldFailWith("NocUnexpectedResponse");

        Assert.Contains("The list is being rebuilt.", error.ServerErrors);
        Assert.Contains("it says 'The list is being rebuilt.'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_type_and_subtype_narrow_the_request()
    {
        Shell.Result result = Run("""
            Get-NocIssue
            Get-NocIssue -TypeName 'Wireless Service Request'
            Get-NocIssue -SubtypeName 'Multi-Site Informational'
            """).ShouldHaveNoErrors();

        Assert.All(await RequestsAsync(Path), request => Assert.Equal("/api/v1/noc/tickets/static", (string?)request["path"]));
        IReadOnlyList<JsonNode> requests = await NarrowedAsync();
        Assert.Equal(["Wireless Service Request", null], requests.Select(request => request.Query("type_name")));
        Assert.Equal([null, "Multi-Site Informational"], requests.Select(request => request.Query("subtype_name")));
        Assert.Equal(4, result.Objects<NocIssue>().Count(issue => issue.TypeName == "Wireless Service Request" && issue.SubtypeName is null));
        Assert.Equal(
            ["Planned Power Maintenance", "Store Closure", "Change of Access Hours"],
            result.Objects<NocIssue>().Where(issue => issue.SubtypeName is not null).Select(issue => issue.Name));
    }

    [Theory]
    [InlineData("type_name", "subtype_name", 2)]
    [InlineData("ticket_type", "ticket_subtype", 3)]
    public async Task The_parameters_that_narrow_are_found_once_and_kept(string issueParameters, string subtype, int requestsUntilFound)
    {
        await SetBehaviourAsync(new { issueParameters });

        Shell.Result result = Run("""
            Get-NocIssue 'Broadband Service Request' 'Service Outage'
            Get-NocIssue 'Wireless Service Request' 'Degraded Service'
            """).ShouldHaveNoErrors();

        Assert.Equal(
            ["Circuit Down", "No Internet Access", "Modem Offline", "No Sync", "Weak Signal", "Slow Data"],
            result.Objects<NocIssue>().Select(issue => issue.Name));
        IReadOnlyList<JsonNode> requests = await RequestsAsync(Path);
        Assert.Equal(requestsUntilFound + 1, requests.Count);
        Assert.Equal(("Wireless Service Request", "Degraded Service"), (requests[^1].Query(issueParameters), requests[^1].Query(subtype)));
    }

    [Fact]
    public async Task Where_nothing_narrows_all_issues_are_those_of_each_type_and_it_is_said_in_verbose()
    {
        await SetBehaviourAsync(new { issueParameters = "none" });

        Shell.Result first = Run("Get-NocIssue 'Broadband Service Request' 'Service Outage' -Verbose").ShouldHaveNoErrors();
        await ClearRequestsAsync();
        Shell.Result second = Run("Get-NocIssue 'Wireless Service Request' 'Degraded Service'").ShouldHaveNoErrors();

        Assert.Single(first.Verbose, line => line.Contains("narrows the issues neither by type_name and subtype_name nor by ticket_type and ticket_subtype", StringComparison.Ordinal));
        Assert.True(first.Output.Count > 50);
        Assert.Equal(first.Objects<NocIssue>().Select(issue => issue.Name), second.Objects<NocIssue>().Select(issue => issue.Name));
        Assert.All(second.Objects<NocIssue>(), issue => Assert.Equal("Wireless Service Request", issue.TypeName));
        Assert.Null(Assert.Single(await RequestsAsync(Path)).Query("type_name"));
    }

    /// <summary>Some servers refuse a parameter that they do not know.</summary>
    [Fact]
    public async Task Parameters_that_are_refused_are_not_the_ones_that_narrow()
    {
        await SetBehaviourAsync(new { issueParameters = "ticket_type" });
        await AddFaultAsync(new { path = Path, status = 400, times = 1 });

        Assert.Equal(4, Run("Get-NocIssue 'Broadband Service Request' 'Service Outage'").ShouldHaveNoErrors().Output.Count);
    }

    [Fact]
    public async Task Others_that_are_refused_keep_the_issues_from_nothing()
    {
        await SetBehaviourAsync(new { issueParameters = "none" });
        await AddFaultAsync(new { path = Path, status = 422, skip = 2, times = 1 });

        Assert.True(Run("Get-NocIssue 'Broadband Service Request' 'Service Outage'").ShouldHaveNoErrors().Output.Count > 50);
    }

    [Fact]
    public async Task A_refusal_of_the_type_is_told_where_no_parameters_narrow()
    {
        await SetBehaviourAsync(new { issueParameters = "none" });
        await AddFaultAsync(new { path = Path, status = 400, times = 1, body = """{"detail": "no such type"}""" });

        Assert.Equal(["no such type"], Run("Get-NocIssue 'Nonsense' 'Nothing'").ShouldFailWith("NocRequestRejected").ServerErrors);
    }

    [Fact]
    public async Task A_pair_that_many_configurations_carry_is_asked_for_once()
    {
        Shell.Result result = Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | Get-NocIssue").ShouldHaveNoErrors();

        JsonNode request = Assert.Single(await NarrowedAsync());
        Assert.Equal(("Broadband Service Request", "Service Outage"), (request.Query("type_name"), request.Query("subtype_name")));
        Assert.Equal(4, result.Output.Count);
    }

    [Fact]
    public async Task Every_choice_of_a_configuration_that_names_several_is_asked_for()
    {
        await SetBehaviourAsync(new { typeForm = "several" });

        Run("Get-NocConfiguration '02145678' -Service Broadband | Get-NocIssue -SubtypeName 'Service Outage'").ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> requests = await NarrowedAsync();
        Assert.Equal(["Broadband Service Request", "Equipment Service Request"], requests.Select(request => request.Query("type_name")));
        Assert.All(requests, request => Assert.Equal("Service Outage", request.Query("subtype_name")));
    }

    /// <summary>What comes out of a file, a job or a table means what it meant before.</summary>
    [Theory]
    [InlineData("$circuits")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($circuits))")]
    [InlineData("[pscustomobject]@{ TypeName = ''; TypeNames = $circuits.TypeNames.ToString(); SubtypeNames = $circuits.SubtypeNames.ToString() }")]
    [InlineData("[pscustomobject]@{ TypeName = $null; TypeNames = [object[]] $circuits.TypeNames; SubtypeNames = $circuits.SubtypeNames }")]
    [InlineData("@{ TypeNames = $circuits.TypeNames; SubtypeNames = $circuits.SubtypeNames }")]
    public async Task A_configuration_asks_for_its_types_wherever_it_comes_from(string source)
    {
        await SetBehaviourAsync(new { typeForm = "several" });
        Run("$circuits = Get-NocConfiguration '02145678' -Service Broadband").ShouldHaveNoErrors();

        Run($"{source} | Get-NocIssue -SubtypeName 'Service Outage'").ShouldHaveNoErrors();

        Assert.Equal(["Broadband Service Request", "Equipment Service Request"], (await NarrowedAsync()).Select(request => request.Query("type_name")));
    }

    [Theory]
    [InlineData("'Broadband'")]
    [InlineData("[pscustomobject]@{ Macnum = '02145678' }")]
    public async Task An_object_that_names_no_type_is_refused(string input)
    {
        Run($"{input} | Get-NocIssue").ShouldFailWith("NocValidationFailed");

        Assert.Empty(await RequestsAsync(Path));
    }

    [Fact]
    public async Task A_configuration_after_one_that_named_its_type_does_not_inherit_it()
    {
        const string body = """[{"id": 1, "macnum": "02145678", "type_name": "Voice Service Request", "subtype_name": "Service Outage"}, {"id": 2, "macnum": "02145678"}]""";
        await AddFaultAsync(new { path = "configurations", status = 200, body });

        Run("Get-NocConfiguration '02145678' | Get-NocIssue").ShouldHaveNoErrors();

        Assert.Equal(["Voice Service Request"], (await NarrowedAsync()).Select(request => request.Query("type_name")));
    }

    [Fact]
    public async Task Type_and_subtype_bind_from_any_object_that_has_them()
    {
        Run("[pscustomobject]@{ TypeName = 'Voice Service Request'; SubtypeName = 'Degraded Service' } | Get-NocIssue").ShouldHaveNoErrors();

        JsonNode request = Assert.Single(await NarrowedAsync());
        Assert.Equal(("Voice Service Request", "Degraded Service"), (request.Query("type_name"), request.Query("subtype_name")));
    }

    [Fact]
    public async Task A_pair_that_fails_does_not_keep_the_next_from_being_asked_for()
    {
        await AddFaultAsync(new { path = Path, status = 500, times = 1 });

        Shell.Result result = Run("""
            [pscustomobject]@{ TypeName = 'Voice Service Request' }, [pscustomobject]@{ TypeName = 'Wireless Service Request' } | Get-NocIssue
            """);

        result.ShouldFailWith("NocServiceUnavailable");
        Assert.Equal(4, result.Output.Count);
    }

    /// <summary>The requests for the issues of a type or subtype. Whether the server narrows them shows in one for all, once.</summary>
    private async Task<IReadOnlyList<JsonNode>> NarrowedAsync() =>
        [.. (await RequestsAsync(Path)).Where(request => request.Query("type_name") is not null || request.Query("subtype_name") is not null)];
}
