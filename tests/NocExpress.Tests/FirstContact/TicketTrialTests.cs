using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.FirstContact;

/// <summary>The ticket requests of Test-NocConnection -IncludeCreate, which are to be refused.</summary>
public sealed class TicketTrialTests : FirstContactTest
{
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

    [Fact]
    public async Task Who_cannot_see_the_form_of_lists_is_told_how_to_find_it_out()
    {
        await SetBehaviourAsync(new { refusalsOf = "rails" });
        Connect().ShouldHaveNoErrors();

        string advice = Test("-IncludeCreate -Confirm:$false").Single(check => check.Name == "List encoding").Advice;

        Assert.Contains("-ListEncoding JsonItems, then Brackets, then Dots", advice, StringComparison.Ordinal);
    }
}
