using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>The look-up of the issue's name before a ticket is opened.</summary>
public sealed class TicketIssueCheckTests : TicketTest
{
    private const string Issues = "tickets/static";

    [Theory]
    [InlineData("string")]
    [InlineData("object")]
    [InlineData("pair")]
    public async Task The_issue_goes_out_as_the_server_spells_it(string issueForm)
    {
        await SetBehaviourAsync(new { issueForm });

        Open("-IssueName ' circuit DOWN '").ShouldHaveNoErrors();

        Assert.Equal("Circuit Down", Field(await SingleCreateRequestAsync(), "issue_name"));
    }

    [Fact]
    public async Task The_issues_of_a_type_and_subtype_are_asked_for_once()
    {
        Run($$"""
            {{Row()}}, {{Row(1)}}, {{Row(2)}}, {{Row(2, "SubtypeName = 'Degraded Service'; ConfigurationId = '4200085'")}} |
                New-NocTicket @common -Preview -IssueName 'Circuit Down'
            """).ShouldFailWith("NocValidationFailed");

        Assert.Equal(
            ["?type_name=Broadband Service Request&subtype_name=Service Outage", "?type_name=Broadband Service Request&subtype_name=Degraded Service"],
            (await RequestsAsync(Issues)).Where(request => request.Query("type_name") is not null).Select(request => Uri.UnescapeDataString(((string)request["query"]!).Replace('+', ' '))));
    }

    [Theory]
    [InlineData("$common.Remove('IssueName')", "")]
    [InlineData("", "TypeName = ''")]
    [InlineData("", "SubtypeName = ''")]
    public async Task An_item_without_type_subtype_or_issue_asks_for_no_issues(string before, string column)
    {
        Assert.Contains("is missing", Assert.Single(await RefusedAsync(Run($"{before}; {Row(0, column)} | New-NocTicket @common"))), StringComparison.Ordinal);

        Assert.Empty(await RequestsAsync(Issues));
    }

    [Fact]
    public async Task Where_the_look_up_fails_there_is_a_warning_and_the_ticket_is_opened()
    {
        await AddFaultAsync(new { path = Issues, status = 500 });

        Shell.Result result = Run($"{Row()}, {Row(1)} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Contains("500", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, (await TicketsAsync()).Count);
        Assert.Single(await RequestsAsync(Issues));
    }

    [Fact]
    public async Task Where_the_answer_is_of_no_known_shape_there_is_a_warning_and_the_ticket_is_opened()
    {
        await SetBehaviourAsync(new { issueForm = "unknown" });

        Shell.Result result = Open().ShouldHaveNoErrors();

        Assert.Contains("not checked", Assert.Single(result.Warnings), StringComparison.Ordinal);
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task The_five_nearest_names_are_given_the_nearest_first()
    {
        await OfferAsync("Something else entirely", "Down", "nk Dowxx", "Xxxk Down", "Liink Downn", "Lnk Down");

        string message = Assert.Single(await RefusedAsync(Open("-IssueName 'link DOWN'")));

        Assert.Contains("nearest are: 'Lnk Down', 'Liink Downn', 'Xxxk Down', 'nk Dowxx', 'Down';", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_issue_is_offered_that_is_said()
    {
        await OfferAsync();

        Assert.Contains("offers none at all", Assert.Single(await RefusedAsync(Open())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Circuit On Fire")]
    [InlineData]
    public async Task An_issue_that_the_server_offers_since_the_list_was_read_is_found(params string[] before)
    {
        await OfferAsync(1, before);
        Run("Get-NocIssue 'Broadband Service Request' 'Service Outage'").ShouldHaveNoErrors();

        await ClearRequestsAsync();

        Open().ShouldHaveNoErrors();

        Assert.Single(await RequestsAsync(Issues));
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task An_empty_list_that_came_by_mischance_refuses_nothing()
    {
        await OfferAsync(1, []);

        Open().ShouldHaveNoErrors();

        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task An_issue_that_nobody_offers_is_asked_for_once_more_and_no_more()
    {
        Run("$null = Get-NocIssue 'Broadband Service Request' 'Service Outage'").ShouldHaveNoErrors();
        await ClearRequestsAsync();

        await RefusedAsync(Run($"{Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -IssueName 'Circuit On Fire'"));

        Assert.Single(await RequestsAsync(Issues));
    }

    [Fact]
    public async Task What_is_among_the_issues_that_were_read_is_not_asked_for_again()
    {
        Run("$null = Get-NocIssue 'Broadband Service Request' 'Service Outage'").ShouldHaveNoErrors();
        await ClearRequestsAsync();

        Open().ShouldHaveNoErrors();

        Assert.Empty(await RequestsAsync(Issues));
    }

    /// <summary>Two issues may differ in case alone.</summary>
    [Fact]
    public async Task An_issue_that_is_spelled_as_the_server_does_stays_as_it_is()
    {
        await OfferAsync("CIRCUIT DOWN", "Circuit Down");

        Open().ShouldHaveNoErrors();

        Assert.Equal("Circuit Down", Field(await SingleCreateRequestAsync(), "issue_name"));
    }

    [Fact]
    public async Task SkipIssueCheck_asks_for_no_issues()
    {
        Open("-SkipIssueCheck -IssueName 'Circuit Down'").ShouldHaveNoErrors();

        Assert.Empty(await RequestsAsync(Issues));
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task SkipIssueCheck_sends_an_issue_that_nobody_offers()
    {
        Open("-SkipIssueCheck -IssueName 'circuit down'").ShouldFailWith("NocRequestRejected");

        Assert.Equal("circuit down", Field(await SingleCreateRequestAsync(), "issue_name"));
    }

    /// <summary>Makes the server offer other issues than it knows.</summary>
    private Task OfferAsync(params string[] names) => OfferAsync(null, names);

    private Task OfferAsync(int? times, string[] names) => AddFaultAsync(new
    {
        path = Issues,
        times,
        status = 200,
        body = System.Text.Json.JsonSerializer.Serialize(new { ticket_issues_dropdown_values = names }),
    });
}
