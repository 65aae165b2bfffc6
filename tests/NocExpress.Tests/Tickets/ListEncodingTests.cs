using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>The four forms in which the lists of a ticket request may be written.</summary>
public sealed class ListEncodingTests : TicketTest
{
    private const string Contacts = "-AdditionalContact (New-NocContact -Type 'Local contact' -Name 'Ann Lee' -Number 6125550199), (New-NocContact -Type Other -Name 'Bo Ek' -Number 6125550198)";

    public static TheoryData<string, string[]> Forms => new()
    {
        {
            "Json",
            [
                """additional_contacts=[{"type":"Local contact","name":"Ann Lee","number":6125550199},{"type":"Other","name":"Bo Ek","number":6125550198}]""",
                """sites=[{"macnum":"02145678","maintenance_window":"Anytime"}]""",
            ]
        },
        {
            "JsonItems",
            [
                """additional_contacts={"type":"Local contact","name":"Ann Lee","number":6125550199}""",
                """additional_contacts={"type":"Other","name":"Bo Ek","number":6125550198}""",
                """sites={"macnum":"02145678","maintenance_window":"Anytime"}""",
            ]
        },
        {
            "Brackets",
            [
                "additional_contacts[0][type]=Local contact", "additional_contacts[0][name]=Ann Lee", "additional_contacts[0][number]=6125550199",
                "additional_contacts[1][type]=Other", "additional_contacts[1][name]=Bo Ek", "additional_contacts[1][number]=6125550198",
                "sites[0][macnum]=02145678", "sites[0][maintenance_window]=Anytime",
            ]
        },
        {
            "Dots",
            [
                "additional_contacts[0].type=Local contact", "additional_contacts[0].name=Ann Lee", "additional_contacts[0].number=6125550199",
                "additional_contacts[1].type=Other", "additional_contacts[1].name=Bo Ek", "additional_contacts[1].number=6125550198",
                "sites[0].macnum=02145678", "sites[0].maintenance_window=Anytime",
            ]
        },
    };

    public static TheoryData<string, string, string> Refusals
    {
        get
        {
            TheoryData<string, string, string> refusals = [];
            foreach (string framework in new[] { "fastapi", "django", "rails", "aspnet" })
            {
                refusals.Add(framework, "json", "Dots");
                refusals.Add(framework, "jsonItems", "Json");
                refusals.Add(framework, "brackets", "Json");
                refusals.Add(framework, "dots", "Brackets");
            }

            return refusals;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_server_that_reads_a_form_opens_the_ticket_and_the_preview_shows_what_was_sent(string encoding, string[] lists)
    {
        await SetBehaviourAsync(new { listEncoding = char.ToLowerInvariant(encoding[0]) + encoding[1..] });
        Connect($"-ListEncoding {encoding}").ShouldHaveNoErrors();

        NocTicketRequest preview = Assert.Single(Open($"{Contacts} -Preview").ShouldHaveNoErrors().Objects<NocTicketRequest>());
        Open(Contacts).ShouldHaveNoErrors();

        JsonNode request = await SingleCreateRequestAsync();
        string[] sent = [.. request["fields"]!.AsArray().Select(field => $"{field!["name"]}={field["value"]}")];
        Assert.Equal(lists, sent.Where(field => field.StartsWith("sites", StringComparison.Ordinal) || field.StartsWith("additional", StringComparison.Ordinal)));
        Assert.Equal(preview.Parts.Select(part => $"{part.Name}={part.Value}"), sent);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_that_speaks_of_a_list_names_the_parameter(string framework, string understood, string sent)
    {
        await SetBehaviourAsync(new { listEncoding = understood, refusalsOf = framework });
        Connect($"-ListEncoding {sent}").ShouldHaveNoErrors();

        NocException error = Open(Contacts).ShouldFailWith("NocRequestRejected");

        Assert.Contains($"in another form than {sent}: connect with another -ListEncoding (", error.Message, StringComparison.Ordinal);
        Assert.Empty(await TicketsAsync());
    }

    [Fact]
    public async Task A_refusal_of_another_field_does_not_speak_of_the_form()
    {
        await AddFaultAsync(new { path = "tickets/external", status = 400, body = """{"errors": {"access_hours": ["Too long."]}}""" });

        Assert.DoesNotContain("-ListEncoding", Open().ShouldFailWith("NocRequestRejected").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_that_was_recorded_in_one_form_is_the_same_in_another()
    {
        string journal = $"-JournalPath '{Path.Combine(Folder, "outage.jsonl")}'";
        Open($"{Contacts} {journal}").ShouldHaveNoErrors();
        Connect("-ListEncoding Brackets").ShouldHaveNoErrors();

        Shell.Result again = Open($"{Contacts} {journal}").ShouldHaveNoErrors();

        Assert.NotNull(Assert.Single(again.Objects<NocTicket>()).Recorded);
        Assert.Empty(again.Warnings);
        Assert.Single(await CreateRequestsAsync());
    }

    [Fact]
    public void A_connection_shows_its_form()
    {
        NocConnection connection = Assert.Single(Connect("-ListEncoding Dots -PassThru").ShouldHaveNoErrors().Objects<NocConnection>());

        Assert.Equal(NocListEncoding.Dots, connection.ListEncoding);
    }
}
