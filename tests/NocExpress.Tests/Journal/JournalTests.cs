using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>A run with a journal can be run again: nothing is sent twice, and the tickets come out all the same.</summary>
public sealed class JournalTests : TicketTest
{
    private const string Create = "tickets/external";

    private string JournalPath => Path.Combine(Folder, "outage.jsonl");

    private JsonNode[] Lines => [.. File.ReadAllLines(JournalPath).Select(line => JsonNode.Parse(line)!)];

    [Fact]
    public async Task A_second_run_sends_nothing_and_gives_the_same_tickets_in_the_same_order()
    {
        string file = WriteFile("plan.pdf");
        string rows = $"{Row()}, {Row(1)}, {Row(2)}";
        Shell.Result first = WithJournal(rows, $"-Attachment '{file}'").ShouldHaveNoErrors();

        Shell.Result second = WithJournal(rows, $"-Attachment '{file}' -Verbose").ShouldHaveNoErrors();

        Assert.Equal(3, (await CreateRequestsAsync()).Count);
        Assert.Equal(first.Objects<NocTicket>().Select(Shown), second.Objects<NocTicket>().Select(Shown));
        Assert.Contains("outage.jsonl goes on: 3 of 3 circuits are opened, 0 unknown.", second.Verbose);
    }

    [Fact]
    public async Task A_request_that_the_first_run_did_not_reach_is_sent_by_the_second_in_the_order_of_the_input()
    {
        WithJournal(Row(1)).ShouldHaveNoErrors();

        Shell.Result result = WithJournal($"{Row()}, {Row(1)}, {Row(2)}").ShouldHaveNoErrors();

        Assert.Equal(3, (await CreateRequestsAsync()).Count);
        Assert.Equal([8100002, 8100001, 8100003], result.Objects<NocTicket>().Select(ticket => ticket.Id));
    }

    [Fact]
    public void The_lines_of_a_journal_can_be_read_by_a_person()
    {
        WithJournal(Row(), "-CustomerTicketNumber INC-7").ShouldHaveNoErrors();

        Assert.Equal(["claimed", "opened"], Lines.Select(line => (string)line["event"]!));
        Assert.Equal("Circuit Down", (string)Lines[0]["issue"]!);
        Assert.Equal("INC-7", (string)Lines[0]["customerTicketNumber"]!);
        Assert.Equal("02145678", (string)Lines[0]["sites"]![0]!["macnum"]!);
        Assert.Equal(4200000, (long)Lines[0]["sites"]![0]!["configurations"]![0]!);
        Assert.Equal(8100001, (long)Lines[1]["sites"]![0]!["ticketId"]!);
        Assert.Equal(8100001, (long)Lines[1]["sites"]![0]!["tickets"]![0]!["id"]!);
        Assert.Equal((string)Lines[0]["request"]!, (string)Lines[1]["request"]!);
        Assert.All(Lines, line => Assert.InRange(DateTimeOffset.Parse((string)line["at"]!, System.Globalization.CultureInfo.InvariantCulture),
            DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.DoesNotContain("noc@example.com", File.ReadAllText(JournalPath), StringComparison.Ordinal);
        Assert.DoesNotContain(Options.ClientSecret, File.ReadAllText(JournalPath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IssueName = 'Intermittent Circuit'")]
    [InlineData("Macnum = '39639469'")]
    [InlineData("CustomerTicketNumber = 'INC-8'")]
    [InlineData("ConfigurationId = '4200007'")]
    [InlineData("SubtypeName = 'Service Impairment'")]
    public async Task Another_circuit_issue_or_number_is_another_ticket(string column)
    {
        WithJournal(Row()).ShouldHaveNoErrors();

        Run($"{ColumnsOf(column)}{Row(0, column)} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}'");

        Assert.Equal(2, (await CreateRequestsAsync()).Count);
    }

    [Theory]
    [InlineData("InitialDescription = 'Still down'", "InitialDescription")]
    [InlineData("MaintenanceWindow = 'Sundays'", "MaintenanceWindow")]
    [InlineData("LocalContactNumber = '612 555 0101'", "LocalContactNumber")]
    [InlineData("PriorTicket = '8100000'", "PriorTicket")]
    [InlineData("AccessHours = 'never'", "AccessHours")]
    public async Task Other_values_open_no_second_ticket_and_are_warned_of(string column, string named)
    {
        WithJournal(Row()).ShouldHaveNoErrors();

        Shell.Result again = Run($"{ColumnsOf(column)}{Row(0, column)} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}'").ShouldHaveNoErrors();

        await SingleCreateRequestAsync();
        Assert.NotNull(Assert.Single(again.Objects<NocTicket>()).Recorded);
        Assert.Contains($"Ticket 8100001 was opened with other values than this run has ({named})", Assert.Single(again.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_numbers_of_the_customer_are_two_tickets()
    {
        WithJournal(Row(0, "CustomerTicketNumber = '55'")).ShouldHaveNoErrors();
        WithJournal(Row(0, "CustomerTicketNumber = '56'")).ShouldHaveNoErrors();

        Assert.Equal(2, (await CreateRequestsAsync()).Count);
    }

    [Fact]
    public async Task Another_name_of_a_file_is_warned_of_and_another_order_of_files_is_not()
    {
        string plan = WriteFile("plan.pdf");
        string photo = WriteFile("photo.png", 2000);
        WithJournal(Row(), $"-Attachment '{plan}', '{photo}'").ShouldHaveNoErrors();

        Assert.DoesNotContain(WithJournal(Row(), $"-Attachment '{photo}', '{plan}'").ShouldHaveNoErrors().Warnings, IsOfValues);
        Assert.Single(await CreateRequestsAsync());

        File.Move(plan, Path.Combine(Folder, "floor.pdf"));
        string warning = Assert.Single(WithJournal(Row(), $"-Attachment '{Path.Combine(Folder, "floor.pdf")}', '{photo}'").ShouldHaveNoErrors().Warnings, IsOfValues);
        Assert.Contains("the file floor.pdf, the file plan.pdf", warning, StringComparison.Ordinal);
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task Another_content_of_a_file_is_warned_of_and_another_folder_is_not()
    {
        string file = WriteFile("plan.pdf");
        WithJournal(Row(), $"-Attachment '{file}'").ShouldHaveNoErrors();
        string elsewhere = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "elsewhere")).FullName, "plan.pdf");
        File.Copy(file, elsewhere);

        Assert.DoesNotContain(WithJournal(Row(), $"-Attachment '{elsewhere}'").ShouldHaveNoErrors().Warnings, IsOfValues);
        Assert.Single(await CreateRequestsAsync());

        using (FileStream changed = new(file, FileMode.Open))
        {
            changed.WriteByte(1);
            changed.WriteByte(2);
        }

        Assert.Contains("the file plan.pdf", Assert.Single(WithJournal(Row(), $"-Attachment '{file}'").ShouldHaveNoErrors().Warnings, IsOfValues), StringComparison.Ordinal);
        await SingleCreateRequestAsync();
    }

    /// <summary>The issue as the server spells it is only known where it could be asked.</summary>
    [Fact]
    public async Task A_ticket_is_the_same_whether_its_issue_could_be_looked_up_or_not()
    {
        const string typed = "$common.IssueName = ' circuit down'; ";
        Run($"{typed}{Row()} | New-NocTicket @common -JournalPath '{JournalPath}'").ShouldHaveNoErrors();
        await AddFaultAsync(new { path = "tickets/static", status = 500 });

        Shell.Result again = Run($"{typed}{Row()} | New-NocTicket @common -JournalPath '{JournalPath}'");

        Assert.Single(again.Output);
        Assert.Single(await CreateRequestsAsync());
    }

    [Fact]
    public async Task The_order_in_which_a_server_lists_configurations_does_not_make_another_ticket()
    {
        WithJournal(Row(0, "ConfigurationId = '4200000,4200007'")).ShouldHaveNoErrors();
        WithJournal(Row(0, "ConfigurationId = '4200007,4200000'")).ShouldHaveNoErrors();

        Assert.Single(await CreateRequestsAsync());
    }

    [Fact]
    public async Task A_ticket_on_another_server_is_another()
    {
        WithJournal(Row()).ShouldHaveNoErrors();
        using StubServer server = new(_ => StubServer.Ok("""[{"id":77}]"""));
        ConnectTo(server.BaseUri);

        Shell.Result result = Open($"-SkipIssueCheck -JournalPath '{JournalPath}'").ShouldHaveNoErrors();

        Assert.Equal(77, Assert.Single(result.Objects<NocTicket>()).Id);
        Assert.Single(await CreateRequestsAsync());
    }

    [Fact]
    public async Task An_unknown_outcome_stays_unknown_until_the_user_says_to_send_it_again()
    {
        await AddFaultAsync(new { method = "POST", path = Create, status = 504, times = 1 });
        WithJournal($"{Row()}, {Row(1)}", "-CustomerTicketNumber INC-7").ShouldFailWith("NocOutcomeUnknown");

        Shell.Result second = WithJournal($"{Row()}, {Row(1)}", "-CustomerTicketNumber INC-7");

        NocException error = second.ShouldFailWith("NocOutcomeUnknown");
        Assert.Null(second.Terminating);
        Assert.Single(second.Output);
        Assert.Contains("504", error.Message, StringComparison.Ordinal);
        Assert.Contains("| Resolve-NocJournalEntry -TicketId NUMBER, or -NotOpened", error.Message, StringComparison.Ordinal);
        Assert.Equal("INC-7", error.CustomerTicketNumber);
        Assert.Equal("02145678", Assert.Single(error.Sites).Macnum);
        Assert.NotNull(error.SentAt);
        Assert.Equal(2, (await CreateRequestsAsync()).Count);

        Assert.Equal(2, WithJournal($"{Row()}, {Row(1)}", "-CustomerTicketNumber INC-7 -RetryUnknown").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(2, WithJournal($"{Row()}, {Row(1)}", "-CustomerTicketNumber INC-7").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(3, (await CreateRequestsAsync()).Count);
        Assert.Equal(["claimed", "unknown", "claimed", "opened", "claimed", "opened"], Lines.Select(line => (string)line["event"]!));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task A_request_that_is_known_to_have_opened_nothing_is_sent_again_by_the_next_run(int status)
    {
        await AddFaultAsync(new { method = "POST", path = Create, status, retryAfterSeconds = 0, times = 2 });
        Assert.Single(WithJournal(Row()).Errors);
        Assert.All(Lines.Chunk(2), lines => Assert.Equal(["claimed", "refused"], lines.Select(line => (string)line["event"]!)));
        await AddFaultAsync(new { method = "POST", path = Create, delayMs = 1 });

        Shell.Result again = WithJournal(Row());
        if (again.Errors.Count > 0)
        {
            again = WithJournal(Row());
        }

        Assert.Single(again.ShouldHaveNoErrors().Output);
        Assert.Single(await TicketsAsync());
    }

    [Fact]
    public async Task An_answer_without_a_ticket_leaves_the_outcome_unknown()
    {
        await AddFaultAsync(new { method = "POST", path = Create, status = 200, body = "[]", times = 1 });
        WithJournal(Row()).ShouldFailWith("NocOutcomeUnknown");

        Assert.Contains("without any ticket", WithJournal(Row()).ShouldFailWith("NocOutcomeUnknown").Message, StringComparison.Ordinal);

        await SingleCreateRequestAsync();
        Assert.Equal(["claimed", "unknown"], Lines.Select(line => (string)line["event"]!));
    }

    [Fact]
    public async Task A_record_whose_tickets_are_none_any_more_is_an_unknown_outcome()
    {
        WithJournal(Row()).ShouldHaveNoErrors();
        File.WriteAllText(JournalPath, File.ReadAllText(JournalPath).Replace("\"id\":8100001", "\"id\":null", StringComparison.Ordinal));

        Shell.Result again = WithJournal(Row());

        again.ShouldFailWith("NocOutcomeUnknown");
        Assert.Empty(again.Output);
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task A_batch_is_claimed_in_one_line_and_its_tickets_are_recorded_in_another()
    {
        string script = $"Get-NocConfiguration -Macnum '02145678', '39639469' -Service Broadband | New-NocTicket @common -MultiSite Outage -JournalPath '{JournalPath}'";
        Run(script).ShouldHaveNoErrors();

        Assert.Equal(2, Run(script).ShouldHaveNoErrors().Output.Count);

        await SingleCreateRequestAsync();
        Assert.Equal(2, Lines.Length);
        Assert.Equal(2, Lines[0]["sites"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_shortcomings_of_a_finished_request_are_said_again()
    {
        await SetBehaviourAsync(new { failedAttachments = new[] { "plan" }, missingTickets = 1 });
        string script = $"Get-NocConfiguration -Macnum '02145678', '39639469' -Service Broadband | New-NocTicket @common -MultiSite Outage -JournalPath '{JournalPath}' -Attachment '{WriteFile("plan.pdf")}'";
        Shell.Result first = Run(script);
        Shell.Result second = Run(script);

        Assert.Equal(["NocAttachmentNotStored", "NocOutcomeUnknown"], first.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["NocAttachmentNotStored", "NocOutcomeUnknown"], second.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task WhatIf_and_Preview_show_what_is_left_and_write_nothing()
    {
        Run($"{Row()} | New-NocTicket @common -JournalPath '{JournalPath}' -WhatIf").ShouldHaveNoErrors();
        Run($"{Row()} | New-NocTicket @common -JournalPath '{JournalPath}' -Preview").ShouldHaveNoErrors();
        Assert.False(File.Exists(JournalPath));
        WithJournal(Row()).ShouldHaveNoErrors();
        string before = File.ReadAllText(JournalPath);

        Shell.Result whatIf = WithJournal($"{Row()}, {Row(1)}", "-WhatIf").ShouldHaveNoErrors();
        Shell.Result preview = WithJournal($"{Row()}, {Row(1)}", "-Preview").ShouldHaveNoErrors();

        Assert.Empty(whatIf.Output);
        Assert.DoesNotContain("02145678", whatIf.HostText, StringComparison.Ordinal);
        Assert.Contains("39639469", whatIf.HostText, StringComparison.Ordinal);
        Assert.Equal("39639469", Assert.Single(preview.Objects<NocTicketRequest>()).Sites[0].Macnum);
        Assert.Equal(before, File.ReadAllText(JournalPath));
        await SingleCreateRequestAsync();
    }

    [Fact]
    public void A_journal_is_found_by_PowerShells_location()
    {
        Shell.Runspace.SessionStateProxy.Path.SetLocation(Folder);
        Run($"{Row()} | New-NocTicket @common -JournalPath outage.jsonl").ShouldHaveNoErrors();

        Assert.Equal(2, Lines.Length);
    }

    [Fact]
    public async Task RetryUnknown_without_a_journal_is_refused()
    {
        Assert.Contains("-JournalPath", Assert.Single(await RefusedAsync(Shell.Try($"{Common}{Row()} | New-NocTicket @common -RetryUnknown"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-folder/outage.jsonl", "no-such-folder")]
    [InlineData("Env:/HOME", "Env:/HOME")]
    [InlineData(".", ".")]
    public async Task A_path_that_cannot_be_a_journal_is_refused_before_anything_is_sent(string path, string named)
    {
        Assert.Contains(named, Assert.Single(await RefusedAsync(Shell.Try($"{Common}{Row()} | New-NocTicket @common -JournalPath '{path}'"))), StringComparison.Ordinal);
    }

    /// <summary>The common parameters that a column would give again.</summary>
    private static string ColumnsOf(string column) => $"$common.Remove('{column.Split(' ')[0]}'); ";

    private static bool IsOfValues(string warning) => warning.Contains("opened with other values", StringComparison.Ordinal);

    private static string Shown(NocTicket ticket) =>
        $"{ticket.Id} {ticket.Summary} {ticket.DateEntered:O} {ticket.SiteName} {ticket.Configurations.Length} {string.Join(";", ticket.Attachments.Select(file => $"{file.Filename} {file.Status}"))} {ticket.AdditionalProperties.Count}";

    private Shell.Result WithJournal(string rows, string parameters = "") => Run($"{rows} | New-NocTicket @common -JournalPath '{JournalPath}' {parameters}");
}
