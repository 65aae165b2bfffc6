using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>The errors as somebody reads them who has only their text.</summary>
public sealed class ErrorTextTests : TicketTest
{
    private const string Create = "tickets/external";
    private const string Circuits = "Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband";

    /// <summary>The second site of the sandbox, by its place in a request.</summary>
    private const string Second = "sites[1] is Saint Paul - University Ave W (macnum 39639469).";

    [Theory]
    [InlineData("""{ "errors": { "sites[1].macnum": ["is not active"] } }""")]
    [InlineData("""{ "errors": ["sites[1].macnum: is not active"] }""")]
    [InlineData("""{ "sites": [{}, { "macnum": ["is not active"] }] }""")]
    [InlineData("""{ "errors": { "sites.1.macnum": "is not active" } }""")]
    [InlineData("""{ "detail": [{ "loc": ["body", "sites", 1, "macnum"], "msg": "is not active" }] }""")]
    public async Task A_site_that_the_server_names_by_its_place_is_named(string body)
    {
        await AddFaultAsync(new { path = Create, status = 400, body });

        Assert.Contains(Second, Run($"{Circuits} | New-NocTicket @common -MultiSite Outage").ShouldFailWith("NocRequestRejected").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "errors": ["sites[99].macnum: is not active"] }""")]
    [InlineData("""{ "errors": ["sites[99999999999].macnum: is not active"] }""")]
    [InlineData("""{ "errors": ["campsites[1]: is not active"] }""")]
    public async Task A_place_that_no_site_has_names_none(string body)
    {
        await AddFaultAsync(new { path = Create, status = 400, body });

        Assert.DoesNotContain("] is ", Run($"{Circuits} | New-NocTicket @common -MultiSite Outage").ShouldFailWith("NocRequestRejected").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "NocRequestRejected", "(400)")]
    [InlineData(500, "NocOutcomeUnknown", "It is not known")]
    public async Task An_error_of_many_sites_begins_with_the_verdict_and_names_five(int status, string id, string verdict)
    {
        await AddFaultAsync(new { path = Create, status });

        string message = Run($"{Circuits} | New-NocTicket @common -MultiSite Outage").ShouldFailWith(id).Message;

        Assert.InRange(message.IndexOf(verdict, StringComparison.Ordinal), 0, message.IndexOf("macnum", StringComparison.Ordinal));
        Assert.Equal(5, Regex.Count(message, @"\(macnum [0-9]{8}\)"));
        Assert.Contains("and 6 more sites", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_sent_is_told_with_the_error_that_ended_the_run()
    {
        await AddFaultAsync(new { path = Create, status = 401 });

        Shell.Result result = Shell.Try($"{Common}{Circuits} | New-NocTicket @common -ThrottleLimit 1");

        string[] lines = Assert.Single(result.Errors).Exception.Message.Split('\n');
        Assert.Contains("(401)", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("10 ticket requests were not sent, because of that. The sites are ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outcome_that_an_earlier_run_left_unknown_is_told_once()
    {
        await AddFaultAsync(new { path = Create, status = 500, times = 1 });
        string run = $"{Row()} | New-NocTicket @common -JournalPath '{Folder}/a.jsonl'";
        Run(run).ShouldFailWith("NocOutcomeUnknown");

        string message = Run(run).ShouldFailWith("NocOutcomeUnknown").Message;

        Assert.Equal(1, Regex.Count(message, "It is not known"));
        Assert.Equal(1, Regex.Count(message, "Resolve-NocJournalEntry"));
        Assert.Contains("the server could not answer (500)", message, StringComparison.Ordinal);
        Assert.StartsWith("its answer is missing", Assert.Single(Run($"Get-NocJournal '{Folder}/a.jsonl'").Objects<NocJournalEntry>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_not_stored_is_told_with_the_account_of_its_ticket()
    {
        await SetBehaviourAsync(new { failedAttachments = new[] { "plan" } });

        Assert.StartsWith(
            "Ticket 8100001 for macnum 02145678 was opened,",
            Open($"-Attachment '{WriteFile("plan.pdf")}'").ShouldFailWith("NocAttachmentNotStored").Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-NocIssue", "The issues: the server")]
    [InlineData("Get-NocIssue -TypeName T", "The issues of type 'T': the server")]
    [InlineData("Get-NocIssue -SubtypeName S", "The issues of subtype 'S': the server")]
    [InlineData("Get-NocIssue T S", "The issues of type 'T' and subtype 'S': the server")]
    public async Task An_error_of_issues_names_what_was_asked_for_and_no_more(string script, string beginning)
    {
        await AddFaultAsync(new { path = "tickets/static", status = 500 });

        Assert.StartsWith(beginning, Run(script).ShouldFailWith("NocServiceUnavailable").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(403, "<html>Forbidden</html>")]
    [InlineData(404, "")]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(302, "")]
    public async Task A_wrong_address_of_tokens_leads_to_the_parameter_that_gave_it(int status, string body)
    {
        await AddFaultAsync(new { path = "token", status, body, headers = new { Location = "https://login.example.com/" } });

        Assert.Contains("heck -TokenUri", Connect("-MaximumRetryCount 0").Errors[^1].Exception.Message, StringComparison.Ordinal);
    }
}
