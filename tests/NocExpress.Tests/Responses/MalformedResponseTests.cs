using System;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>Responses that are not what they should be: a read says so, and a create leaves its outcome unknown unless its ticket can be read.</summary>
public sealed class MalformedResponseTests : TicketTest
{
    private const string Path = "companies/sites";
    private const string Page = "<!DOCTYPE html><html><head><title>Sign in &amp; go on</title></head><body>x</body></html>";

    [Theory]
    [InlineData(Page, "HTML page: 'Sign in & go on")]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("ok", "ok")]
    [InlineData("{}", "not what it should be")]
    [InlineData("null", "null")]
    [InlineData("""{"detail": "nothing here"}""", "not what it should be")]
    [InlineData("""{"results": {"id": 1}}""", "not what it should be")]
    [InlineData("""[1, 2]""", "Number")]
    public async Task A_status_of_success_without_a_list_is_unexpected(string body, string told)
    {
        await AddFaultAsync(new { path = Path, status = 200, body });

        Shell.Result result = Shell.Try("Get-NocSite");

        NocException error = result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Null(result.Terminating);
        Assert.Equal(ErrorCategory.InvalidResult, result.Errors[0].CategoryInfo.Category);
        Assert.Equal(200, error.StatusCode);
        Assert.True(error.SafeToRetry);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"detail": "nothing here"}""", "nothing here")]
    [InlineData("""{"results": {"id": 1}}""", "results")]
    [InlineData("""{"results": [""", "breaks off")]
    public async Task A_response_without_a_list_is_quoted_from_its_beginning(string body, string told)
    {
        await AddFaultAsync(new { path = Path, status = 200, body });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse");

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_content_in_place_of_a_list_is_unexpected()
    {
        await AddFaultAsync(new { path = Path, status = 204 });

        Assert.Equal(204, Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse").StatusCode);
    }

    [Theory]
    [InlineData("""{"results": [{"id": 1, "name": "A"}, {"id": 2""", 1)]
    [InlineData("""[{"id": 1}, {"id": 2}""", 2)]
    [InlineData("""[{"id": 1}, {"id": 2},""", 2)]
    [InlineData("""{"data": [{"id": 1}]""", 1)]
    [InlineData("""[{"id": 1}] and more""", 1)]
    [InlineData("""[{"id": 1""", 0)]
    [InlineData("""{"other": [{"id": 1}], "resu""", 0)]
    public async Task A_list_that_breaks_off_never_passes_for_a_whole_one(string body, int rows)
    {
        await AddFaultAsync(new { path = Path, status = 200, body });

        Shell.Result result = Run("Get-NocSite");

        NocException error = result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Contains("breaks off", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, rows).Select(id => (long?)id), result.Objects<NocSite>().Select(site => site.Id));
    }

    [Theory]
    [InlineData("Get-NocSite", Path, "\uFEFF[{\"id\": 7}]")]
    [InlineData("Get-NocTicket 7", "tickets/7", "\uFEFF{\"id\": 7}")]
    public async Task A_byte_order_mark_before_a_response_is_skipped(string script, string path, string body)
    {
        await AddFaultAsync(new { path, status = 200, body });

        Assert.Single(Run(script).ShouldHaveNoErrors().Output);
    }

    [Fact]
    public void A_ticket_comes_out_of_a_response_that_is_not_utf8()
    {
        using StubServer server = Connected(StubServer.Ok(Encoding.Latin1.GetBytes("""[{"id":901,"site_name":"Café"}]""")));

        NocTicket ticket = Assert.Single(Open("-SkipIssueCheck").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(901, ticket.Id);
        Assert.Equal("Caf\uFFFD", ticket.SiteName);
    }

    [Fact]
    public void A_ticket_comes_out_of_a_response_with_half_characters_and_endless_numbers()
    {
        using StubServer server = Connected(StubServer.Ok("""{"\ud800":1,"id":9,"summary":"\ud800","zip":1e400,"x":1e400}"""));

        Assert.Equal(9, Assert.Single(Open("-SkipIssueCheck").ShouldHaveNoErrors().Objects<NocTicket>()).Id);
    }

    [Fact]
    public void Sites_come_out_of_a_list_that_is_not_utf8_and_has_holes()
    {
        using StubServer server = Connected(StubServer.Ok(Encoding.Latin1.GetBytes("""[{"id":1,"name":"Café","macnum":"7"},null,{"id":2}]""")));

        Assert.Equal([1, 2], Run("Get-NocSite").ShouldHaveNoErrors().Objects<NocSite>().Select(site => site.Id));
    }

    [Fact]
    public void An_issue_list_with_holes_can_be_read()
    {
        using StubServer server = Connected(StubServer.Ok("""{"ticket_issues_dropdown_values":["Circuit Down",null,{"id":4}]}"""));

        Assert.Equal(["Circuit Down"], Run("Get-NocIssue").ShouldHaveNoErrors().Objects<NocIssue>().Select(issue => issue.Name));
    }

    [Fact]
    public void Malformed_gzip_leaves_the_outcome_of_a_create_unknown()
    {
        using StubServer server = Connected(StubServer.Ok("[]"u8.ToArray(), "Content-Encoding: gzip\r\n"));

        Open("-SkipIssueCheck").ShouldFailWith("NocOutcomeUnknown");

        Assert.Single(server.Requests);
    }

    [Fact]
    public void Malformed_gzip_in_place_of_a_list_is_unexpected()
    {
        using StubServer server = Connected(StubServer.Ok("[]"u8.ToArray(), "Content-Encoding: gzip\r\n"));

        Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse");
    }

    [Theory]
    [InlineData(504, "NocOutcomeUnknown")]
    [InlineData(400, "NocRequestRejected")]
    public async Task A_create_whose_error_is_malformed_gzip_means_what_its_status_says_and_the_others_go_on(int status, string errorId)
    {
        await AddFaultAsync(MalformedGzip("POST", "tickets/external", status, skip: 1));

        Shell.Result result = Run($"{Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -SkipIssueCheck");

        Assert.Equal(status, result.ShouldFailWith(errorId).StatusCode);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public async Task A_read_whose_error_is_malformed_gzip_is_tried_again()
    {
        Connect("-MaximumRetryCount 1").ShouldHaveNoErrors();
        await AddFaultAsync(MalformedGzip("GET", Path, 502));

        Assert.Equal(12, Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);
    }

    [Fact]
    public async Task A_token_request_whose_error_is_malformed_gzip_is_tried_again()
    {
        await AddFaultAsync(MalformedGzip("POST", "/token", 502));

        Connect("-MaximumRetryCount 1").ShouldHaveNoErrors();
    }

    /// <summary>An error as broken gateways send it, which says that it is compressed and is not.</summary>
    private static JsonObject MalformedGzip(string method, string path, int status, int skip = 0) => new()
    {
        ["method"] = method,
        ["path"] = path,
        ["status"] = status,
        ["skip"] = skip,
        ["times"] = 1,
        ["headers"] = new JsonObject { ["Content-Encoding"] = "gzip" },
    };

    private StubServer Connected(byte[] response)
    {
        StubServer server = new(_ => response);
        ConnectTo(server.BaseUri, "-MaximumRetryCount 0");
        return server;
    }
}
