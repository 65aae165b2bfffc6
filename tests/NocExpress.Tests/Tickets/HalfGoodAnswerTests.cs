using System;
using System.IO;
using System.Linq;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>
/// Answers that are half good: what is there comes out, with what it was opened for, and the rest is said, with the server's words.
/// </summary>
public sealed class HalfGoodAnswerTests : TicketTest
{
    private const string Configurations = """
        [{"id":4200000,"macnum":"02145678","site_name":"First"},{"id":4200032,"macnum":"39639469","site_name":"Second"}]
        """;

    private string JournalPath => Path.Combine(Folder, "INC-7.jsonl");

    [Theory]
    [InlineData("""[{"id":1,"macnum":"39639469"},{"error":"The site is closed","macnum":"02145678"}]""")]
    [InlineData("""{"results":[{"id":1,"macnum":"39639469"}],"errors":[{"message":"The site is closed"}]}""")]
    public void Of_tickets_and_errors_mixed_the_tickets_come_out_and_the_sites_without_one_have_the_servers_words(string answer)
    {
        Shell.Result result = TwoSites(answer);

        Assert.Equal("39639469", Assert.Single(result.Objects<NocTicket>()).Macnum);
        NocException error = result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Equal("02145678", Assert.Single(error.Sites).Macnum);
        Assert.Contains("The site is closed", Assert.Single(error.ServerErrors), StringComparison.Ordinal);
        Assert.Contains("The site is closed", error.Message, StringComparison.Ordinal);
        Assert.Equal("02145678", Assert.IsType<NocConfiguration>(System.Management.Automation.PSObject.AsPSObject(result.Errors[0].TargetObject).BaseObject).Macnum);

        NocJournalEntry[] entries = [.. Run($"Get-NocJournal '{JournalPath}'").Objects<NocJournalEntry>()];
        Assert.Equal([NocJournalState.Unknown, NocJournalState.Opened], entries.Select(entry => entry.State));
        Assert.Contains("The site is closed", entries[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ticket_ids":[1001,1002]}""", "it names the tickets 1001, 1002", "ticket 1001")]
    [InlineData("""[1001,1002]""", "it names the tickets 1001, 1002", "ticket 1001")]
    [InlineData("""{"created":[{"ticketId":"1001"}]}""", "it names the tickets 1001", "ticket 1001")]
    [InlineData("""{"error":"No such contact"}""", "the server says: 'No such contact'", "No such contact")]
    [InlineData("""{"status":"error","errors":{"contact_name":["is unknown"]}}""", "contact_name: is unknown", "contact_name: is unknown")]
    public void An_answer_of_another_shape_is_unknown_with_its_numbers_or_words(string answer, string message, string said)
    {
        NocException error = TwoSites(answer).ShouldFailWith("NocOutcomeUnknown");

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.ServerErrors);
        Assert.Equal(2, error.Sites.Count);
        Assert.All(Run($"Get-NocJournal '{JournalPath}'").Objects<NocJournalEntry>(), entry => Assert.Equal(NocJournalState.Unknown, entry.State));
    }

    [Theory]
    [InlineData("""{"id":556,"success":false,"error":"Site is inactive"}""", "Site is inactive", "ticket 556")]
    [InlineData("""{"id":556,"success":false,"error":"Site is inactive","tickets":[]}""", "Site is inactive", "ticket 556")]
    [InlineData("""[{"id":556,"macnum":"02145678","status":"failed","message":"Site is inactive"}]""", "Site is inactive", "ticket 556")]
    [InlineData("""[{"id":556,"Status":"ERROR","detail":"Site is inactive"}]""", "Site is inactive", "ticket 556")]
    [InlineData("""[{"id":556,"status":422,"message":"Site is inactive"}]""", "Site is inactive", "ticket 556")]
    [InlineData("""[{"id":556,"errors":["Site is inactive"]}]""", "Site is inactive", "ticket 556")]
    [InlineData("""[{"id":0,"message":"not created"},{"id":-5}]""", "not created", "not created")]
    public void A_row_that_says_an_error_is_no_ticket_whichever_id_it_has(string answer, string words, string number)
    {
        Shell.Result result = TwoSites(answer);

        Assert.Empty(result.Objects<NocTicket>());
        NocException error = result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Equal(2, error.Sites.Count);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains(number.Split(' ')[^1], error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.ServerErrors);
        Assert.Contains(number, error.ServerErrors);
        Assert.All(Entries(), entry => Assert.Equal(NocJournalState.Unknown, entry.State));
    }

    [Theory]
    [InlineData("""[{"id":1},{"id":1001,"error":"no such site","status":"failed"}]""", 2)]
    [InlineData("""[{"id":1,"macnum":"39639469"},{"id":1001,"macnum":"02145678","error":"no such site"}]""", 1)]
    public void Beside_tickets_a_row_that_says_an_error_is_told_with_its_id(string answer, int without)
    {
        Shell.Result result = TwoSites(answer);

        Assert.Equal(1, Assert.Single(result.Objects<NocTicket>()).Id);
        NocException error = result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Equal(without, error.Sites.Count);
        Assert.Contains("1001", error.Message, StringComparison.Ordinal);
        Assert.Equal(["no such site", "ticket 1001"], error.ServerErrors);
        NocJournalEntry unknown = Entries().First(entry => entry.State == NocJournalState.Unknown);
        Assert.Contains("1001", unknown.Reason, StringComparison.Ordinal);
        Assert.Contains("no such site", unknown.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":555,"status":"ok","tickets":[{"id":1},{"id":2}]}""")]
    [InlineData("""{"id":null,"success":true,"error":null,"errors":[],"data":[],"tickets":[{"id":1,"error":""},{"id":2,"errors":null}]}""")]
    public void An_envelope_with_an_id_of_its_own_is_an_envelope(string answer)
    {
        Shell.Result result = TwoSites(answer).ShouldHaveNoErrors();

        Assert.Equal([1, 2], result.Objects<NocTicket>().Select(ticket => ticket.Id!.Value));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void An_answer_without_any_ticket_and_with_an_id_of_its_own_is_unknown_with_the_id()
    {
        NocException error = TwoSites("""{"id":555,"tickets":[]}""").ShouldFailWith("NocOutcomeUnknown");

        Assert.Contains("ticket 555", error.ServerErrors);
    }

    [Fact]
    public void An_error_beside_a_ticket_for_each_site_is_warned_of()
    {
        Shell.Result result = TwoSites("""{"success":false,"error":"Half of it failed","tickets":[{"id":1},{"id":2}]}""").ShouldHaveNoErrors();

        Assert.Equal(2, result.Objects<NocTicket>().Count);
        Assert.Contains("Half of it failed", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"id":783},{"id":783}]""")]
    [InlineData("""[{"id":783,"macnum":"02145678"},{"id":783,"macnum":"39639469"}]""")]
    public void One_number_for_two_sites_is_one_ticket_and_the_second_site_is_unknown(string answer)
    {
        Shell.Result result = TwoSites(answer);

        NocTicket ticket = Assert.Single(result.Objects<NocTicket>());
        Assert.Equal((783, "02145678"), (ticket.Id, ticket.Macnum));
        NocException error = result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Equal("39639469", Assert.Single(error.Sites).Macnum);
        Assert.Contains("783 came for several sites", error.Message, StringComparison.Ordinal);
        Assert.Equal([NocJournalState.Opened, NocJournalState.Unknown], Entries().Select(entry => entry.State));
    }

    [Theory]
    [InlineData("""[{"id":1,"account":"39639469"},{"id":2,"account":"02145678"}]""", "39639469 02145678")]
    [InlineData("""[{"id":1,"site":{"number":39639469}},{"id":2,"site":{"number":2145678}}]""", "39639469 02145678")]
    [InlineData("""[{"id":1,"site_name":"second"},{"id":2,"site_name":"first"}]""", "39639469 02145678")]
    [InlineData("""[{"id":1,"configurations":[{"id":4200032}]},{"id":2}]""", "39639469 02145678")]
    [InlineData("""[{"id":1},{"id":2}]""", "02145678 39639469")]
    [InlineData("""[{"id":1,"parent_macnum":"39639469"},{"id":2,"parent_macnum":"39639469"}]""", "02145678 39639469")]
    public void A_ticket_is_matched_to_its_site_by_whatever_the_answer_offers(string answer, string macnums)
    {
        Shell.Result result = TwoSites(answer).ShouldHaveNoErrors();

        Assert.Equal(macnums.Split(' '), result.Objects<NocTicket>().OrderBy(ticket => ticket.Id).Select(ticket => ticket.Macnum));
        Assert.All(result.Objects<NocTicket>(), ticket => Assert.Single(ticket.ConfigurationIds));
    }

    [Theory]
    [InlineData("""[{"id":779,"macnum":"02145678"},{"id":780,"macnum":"99999999"}]""", "02145678 -")]
    [InlineData("""[{"id":779,"macnum":"88888888"},{"id":780,"macnum":"99999999"}]""", "- -")]
    [InlineData("""[{"id":779,"macnum":"88888888"},{"id":780}]""", "- -")]
    [InlineData("""[{"id":779,"configurations":[{"id":4200000}]},{"id":780,"configurations":[{"id":5}]}]""", "02145678 -")]
    [InlineData("""[{"id":779,"site_name":"Elsewhere"},{"id":780,"site_name":"Nowhere"}]""", "- -")]
    [InlineData("""[{"id":779,"macnum":"99999999","account":"02145678"},{"id":780,"macnum":"39639469"}]""", "- 39639469")]
    [InlineData("""[{"id":779,"account":"02145678","site_name":"Second "},{"id":780,"account":"02145678","site_name":"First"}]""", "39639469 02145678")]
    [InlineData("""[{"id":779,"macnum":"02145678","customer":{"macnum":"39639469"}},{"id":780,"company":{"macnum":"02145678"}}]""", "02145678 39639469")]
    [InlineData("""[{"id":779,"company":{"macnum":"77777777"}},{"id":780,"company":{"macnum":"77777777"}}]""", "02145678 39639469")]
    public void A_ticket_is_never_matched_to_a_site_that_it_contradicts(string answer, string macnums)
    {
        Shell.Result result = TwoSites(answer);

        Assert.Equal(macnums.Split(' '), result.Objects<NocTicket>().OrderBy(ticket => ticket.Id).Select(ticket => ticket.Macnum ?? "-"));
        Assert.Equal(macnums.Split(' ').Count(macnum => macnum == "-"), Entries().Count(entry => entry.State == NocJournalState.Unknown));
        Assert.All(result.Errors, error => Assert.Contains("cannot be matched to these sites", error.Exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""[{"id":778,"macnum":"99999999"}]""", false)]
    [InlineData("""[{"id":778,"configurations":[{"id":5}]}]""", false)]
    [InlineData("""[{"id":778,"macnum":2145678}]""", true)]
    [InlineData("""[{"id":778,"site_name":"What the server calls it"}]""", true)]
    public void The_ticket_of_another_site_is_not_that_of_the_only_one(string answer, bool isMatched)
    {
        using StubServer server = new(_ => StubServer.Ok(answer));
        ConnectTo(server.BaseUri);

        Shell.Result result = Run($"{Row(0, "SiteName = 'Ours'")} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}'");

        NocTicket ticket = Assert.Single(result.Objects<NocTicket>());
        Assert.Equal((778, isMatched ? "02145678" : null), (ticket.Id, ticket.Macnum));
        Assert.Equal(isMatched ? NocJournalState.Opened : NocJournalState.Unknown, Assert.Single(Entries()).State);
        Assert.Equal(isMatched, result.Errors.Count == 0);
    }

    [Fact]
    public void Tickets_that_the_server_returns_in_another_order_come_out_in_that_of_the_input()
    {
        Shell.Result result = TwoSites("""[{"id":1,"macnum":"39639469"},{"id":2,"macnum":"02145678"}]""").ShouldHaveNoErrors();

        Assert.Equal(["02145678", "39639469"], result.Objects<NocTicket>().Select(ticket => ticket.Macnum));
    }

    [Fact]
    public void Tickets_that_cannot_be_matched_come_out_unmatched_and_are_never_matched_by_a_guess()
    {
        Shell.Result result = TwoSites("""[{"id":1}]""");

        NocTicket ticket = Assert.Single(result.Objects<NocTicket>());
        Assert.Null(ticket.Macnum);
        NocException error = result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Contains("1 of them cannot be matched to these sites (1)", error.Message, StringComparison.Ordinal);
        Assert.All(Run($"Get-NocJournal '{JournalPath}'").Objects<NocJournalEntry>(), entry =>
        {
            Assert.Equal(NocJournalState.Unknown, entry.State);
            Assert.Contains("(1)", entry.Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_unknown_outcome_says_the_verdict_first_and_the_command_that_settles_just_that()
    {
        string message = TwoSites("[]").ShouldFailWith("NocOutcomeUnknown").Message;

        Assert.StartsWith("It is not known whether tickets exist for 2 sites: First (macnum 02145678), Second (macnum 39639469).", message, StringComparison.Ordinal);
        Assert.Contains("Look in Granite360 for tickets of these sites with the issue 'Circuit Down'", message, StringComparison.Ordinal);
        string command = message[message.IndexOf("Get-NocJournal", StringComparison.Ordinal)..message.IndexOf(" -TicketId NUMBER", StringComparison.Ordinal)];
        Run($"{command} -NotOpened -Confirm:$false").ShouldHaveNoErrors();
        Assert.All(Run($"Get-NocJournal '{JournalPath}'").Objects<NocJournalEntry>(), entry => Assert.Equal(NocJournalState.NotSent, entry.State));
    }

    private System.Collections.Generic.IReadOnlyList<NocJournalEntry> Entries() => Run($"Get-NocJournal '{JournalPath}'").Objects<NocJournalEntry>();

    private Shell.Result TwoSites(string answer)
    {
        using StubServer server = new(request => StubServer.Ok(request.StartsWith("GET", StringComparison.Ordinal) ? Configurations : answer));
        Shell.Set("server", server.BaseUri);
        return Run($"""
            Connect-NocExpress -BaseUri $server -TokenUri $token -Credential $credential
            Get-NocConfiguration -Macnum '02145678', '39639469' | New-NocTicket @common -MultiSite Outage -SkipIssueCheck -JournalPath '{JournalPath}'
            """);
    }
}
