using System;
using System.Linq;
using System.Net;
using System.Text;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>Answers that no sandbox would give: a created ticket must come out of them, or an error that says it may exist.</summary>
public sealed class StrangeAnswerTests : IDisposable
{
    private const string Ticket = """
        New-NocTicket -Macnum 1 -ConfigurationId 10 -TypeName T -SubtypeName S -IssueName I -MaintenanceWindow Anytime -AccessHours 8-5 `
            -ContactName 'NOC desk' -ContactEmailAddress noc@example.com -LocalContactName Manager -LocalContactNumber 6125550100 -SkipIssueCheck
        """;

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_ticket_comes_out_of_an_answer_that_is_not_utf8()
    {
        using RawServer server = Connected(RawServer.Ok(Encoding.Latin1.GetBytes("""[{"id":901,"site_name":"Café"}]""")));

        NocTicket ticket = Assert.Single(_shell.Run(Ticket).ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(901, ticket.Id);
        Assert.Equal("Caf\uFFFD", ticket.SiteName);
    }

    [Fact]
    public void A_ticket_comes_out_of_an_answer_with_half_characters_and_endless_numbers()
    {
        using RawServer server = Connected(RawServer.Ok("""{"\ud800":1,"id":9,"summary":"\ud800","zip":1e400,"x":1e400}"""));

        Assert.Equal(9, Assert.Single(_shell.Run(Ticket).ShouldHaveNoErrors().Objects<NocTicket>()).Id);
    }

    [Fact]
    public void A_compression_that_is_none_leaves_the_outcome_of_a_create_unknown()
    {
        using RawServer server = Connected(RawServer.Ok("[]"u8.ToArray(), "Content-Encoding: gzip\r\n"));

        _shell.Run(Ticket).ShouldFailWith("NocOutcomeUnknown");

        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_compression_that_is_none_is_unexpected_in_a_list()
    {
        using RawServer server = Connected(RawServer.Ok("[]"u8.ToArray(), "Content-Encoding: gzip\r\n"));

        _shell.Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse");
    }

    [Fact]
    public void Sites_come_out_of_a_list_that_is_not_utf8_and_has_holes()
    {
        using RawServer server = Connected(RawServer.Ok(Encoding.Latin1.GetBytes("""[{"id":1,"name":"Café","macnum":"7"},null,{"id":2}]""")));

        Assert.Equal([1, 2], _shell.Run("Get-NocSite").ShouldHaveNoErrors().Objects<NocSite>().Select(site => site.Id));
    }

    [Fact]
    public void An_issue_list_with_holes_can_be_read()
    {
        using RawServer server = Connected(RawServer.Ok("""{"ticket_issues_dropdown_values":["Circuit Down",null,{"id":4}]}"""));

        Assert.Equal(["Circuit Down"], _shell.Run("Get-NocIssue").ShouldHaveNoErrors().Objects<NocIssue>().Select(issue => issue.Name));
    }

    [Fact]
    public void A_configuration_that_two_sites_share_comes_out_for_each()
    {
        using RawServer server = Connected(RawServer.Ok("""[{"id":10,"name":"Shared"}]"""));

        Assert.Equal(["1", "2"], _shell.Run("'1', '2' | Get-NocConfiguration").ShouldHaveNoErrors().Objects<NocConfiguration>().Select(row => row.Macnum));
    }

    [Fact]
    public void A_token_that_is_said_to_live_for_ever_can_be_used()
    {
        using RawServer server = new(line => RawServer.Ok(line.StartsWith("POST", StringComparison.Ordinal)
            ? "\uFEFF{\"access_token\":\"abcdef\",\"expires_in\":9000000000000000}"
            : """[{"id":1}]"""));
        _shell.Set("base", server.BaseUri);
        _shell.Set("credential", new System.Management.Automation.PSCredential("id", new NetworkCredential("", "secret").SecurePassword));

        Assert.Single(_shell.Run("Connect-NocExpress $base $base -Credential $credential; Get-NocSite").ShouldHaveNoErrors().Output);
    }

    private RawServer Connected(byte[] answer)
    {
        RawServer server = new(_ => answer);
        _shell.Set("base", server.BaseUri);
        _shell.Set("token", new NetworkCredential("", "abcdef").SecurePassword);
        _shell.Run("Connect-NocExpress -BaseUri $base -AccessToken $token -MaximumRetryCount 0").ShouldHaveNoErrors();
        return server;
    }
}
