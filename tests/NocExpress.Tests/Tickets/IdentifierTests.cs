using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>Two identifiers that look alike are alike, or one of them is refused.</summary>
public sealed class IdentifierTests : TicketTest
{
    /// <summary>What people cannot see in a text: zero-width, of direction, of control, fillers, selectors, and blanks that are not the usual one.</summary>
    public static TheoryData<string> Hidden =>
    [
        "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069", "\u061C", "\u00AD", "\u180E",
        "\u2061", "\u0000", "\u0007", "\u001B", "\u007F", "\u0085", "\t", "\n", "\u2028", "\u00A0", "\u202F", "\u2003", "\u3000", "\u034F", "\u115F",
        "\u3164", "\uFFA0", "\u2800", "\uFE0F", "\U000E0001", "\U000E0100", "\U0001D173",
    ];

    [Theory]
    [InlineData("02145678 ")]
    [InlineData(" 02145678")]
    [InlineData("02145678\u00A0")]
    [InlineData("\u202F02145678\u3000")]
    [InlineData("02145678\r\n")]
    [InlineData("\t02145678\t")]
    [InlineData("02145678\u2028")]
    public async Task Blanks_and_line_ends_at_the_edge_make_no_other_site_ticket_or_number(string macnum)
    {
        Shell.Set("macnum", macnum);
        Shell.Set("id", macnum.Replace("02145678", "4200000", StringComparison.Ordinal));
        Shell.Set("number", macnum.Replace("02145678", "INC-7", StringComparison.Ordinal));

        Run($"""
            {Row(0, "CustomerTicketNumber = 'INC-7'; GrantedTenantMacnum = '01004471'")},
                {Row(0, "Macnum = $macnum; ConfigurationId = $id; CustomerTicketNumber = $number; GrantedTenantMacnum = \"$macnum\".Replace('02145678', '01004471')")} |
                New-NocTicket @common
            """).ShouldHaveNoErrors();

        JsonNode request = await SingleCreateRequestAsync();
        Assert.Equal("02145678", (string?)JsonNode.Parse(Field(request, "sites")!)![0]!["macnum"]);
        Assert.Equal("INC-7", Field(request, "customer_ticket_number"));
        Assert.Equal("01004471", Field(request, "granted_tenant_macnum"));
        Assert.Equal("4200000", Field(request, "configuration_ids"));
    }

    [Theory]
    [MemberData(nameof(Hidden))]
    public async Task A_character_that_nobody_sees_is_refused_by_its_code_point(string hidden)
    {
        string name = $"U+{char.ConvertToUtf32(hidden, 0):X4}";
        Shell.Set("hidden", hidden);

        foreach (string column in new[] { "Macnum = \"0214$($hidden)5678\"", "ConfigurationId = \"42$($hidden)00000\"", "PriorTicket = \"81$($hidden)07\"", "CustomerTicketNumber = \"INC$($hidden)7\"", "GrantedTenantMacnum = \"01$($hidden)4\"" })
        {
            string message = Assert.Single(await RefusedAsync(Run($"{Row(0, column)} | New-NocTicket @common")));

            Assert.StartsWith(column.Split(' ')[0], message, StringComparison.Ordinal);
            Assert.Contains(name, message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("-ContactEmailAddress \"noc@exam$([char]0x200B)ple.com\"", "U+200B")]
    [InlineData("-AutomaticEmailCcAddress \"noc@example.com$([char]0xFEFF)\"", "U+FEFF")]
    [InlineData("-CustomerTicketNumber \"INC$([char]0xD83E)7\"", "U+D83E")]
    [InlineData("-Macnum \"$([char]0xFEFF)02145678\"", "U+FEFF")]
    [InlineData("-CustomerTicketNumber \"INC-7$([char]0x200E)\"", "U+200E")]
    [InlineData("-GrantedTenantMacnum \"0100$([char]0x200B)4471\"", "U+200B")]
    public async Task A_parameter_with_a_character_that_nobody_sees_is_refused_by_its_code_point(string parameters, string name) =>
        Assert.Contains(name, Assert.Single(await RefusedAsync(Open(parameters))), StringComparison.Ordinal);

    [Fact]
    public async Task An_address_with_a_blank_at_its_edge_is_that_address()
    {
        Open("-ContactEmailAddress \"noc@example.com$([char]0xA0)\"").ShouldHaveNoErrors();

        Assert.Equal("noc@example.com", Field(await SingleCreateRequestAsync(), "contact_email_address"));
    }

    [Theory]
    [InlineData("Get-NocConfiguration -Macnum \"0214$([char]0x200B)5678\"", "U+200B")]
    [InlineData("\"$([char]0xFEFF)02145678\" | Get-NocConfiguration", "U+FEFF")]
    [InlineData("[pscustomobject]@{ Macnum = \"02145678$([char]0x200E)\" } | Get-NocConfiguration", "U+200E")]
    [InlineData("Get-NocConfiguration -Macnum 02145678 -ServiceId \"BB-42$([char]0xAD)00128\"", "U+00AD")]
    [InlineData("Get-NocConfiguration -Macnum 02145678 -SerialNumber \"SN$([char]0x200D)1\"", "U+200D")]
    [InlineData("Get-NocConfiguration -Macnum 02145678 -GrantedTenantMacnum \"01$([char]0x200D)1\"", "U+200D")]
    [InlineData("Get-NocSite -Store \"11$([char]0x200B)8\"", "U+200B")]
    [InlineData("[pscustomobject]@{ Account = \"HRG$([char]0x2060)-4471\" } | Get-NocSite", "U+2060")]
    [InlineData("Get-NocSite -GrantedTenantMacnum \"01$([char]0x200D)1\"", "U+200D")]
    public async Task A_reading_by_what_nobody_sees_asks_for_nothing(string script, string name)
    {
        NocException error = Run(script).ShouldFailWith("NocValidationFailed");

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_reading_asks_for_identifiers_without_blanks_at_their_edges()
    {
        Run("""
            $blank = [char]0xA0
            Get-NocSite -Store "118$blank" -Account "`tHRG-4471"
            "02145678$blank", "02145678`n" | Get-NocConfiguration -ServiceId " BB-1$blank" -GrantedTenantMacnum "01004471$blank"
            """).ShouldHaveNoErrors();

        JsonNode[] requests = [.. await RequestsAsync()];
        Assert.Equal(2, requests.Length);
        Assert.Equal(("118", "HRG-4471"), (requests[0].Query("store"), requests[0].Query("account")));
        Assert.Equal(
            ("02145678", "BB-1", "01004471"),
            (requests[1].Query("macnums"), requests[1].Query("search_service_id"), requests[1].Query("granted_tenant_macnum")));
    }

    [Theory]
    [InlineData("\"01004471$([char]0x200B)\"", "U+200B")]
    [InlineData("\"$([char]0xFEFF)01004471\"", "U+FEFF")]
    public void A_connection_for_a_tenant_with_a_character_that_nobody_sees_is_refused(string tenant, string name)
    {
        string byParameter = Connect($"-GrantedTenantMacnum {tenant}").ShouldFailWith("NocValidationFailed").Message;

        Assert.Contains("-GrantedTenantMacnum", byParameter, StringComparison.Ordinal);
        Assert.Contains(name, byParameter, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_for_a_tenant_with_a_blank_at_its_edge_is_that_tenant_s() =>
        Assert.Equal("01004471", (string)Connect("-GrantedTenantMacnum \"01004471$([char]0xA0)`n\" -PassThru").ShouldHaveNoErrors().Output.Single().Properties["GrantedTenantMacnum"].Value);

    [Theory]
    [InlineData("Get-NocTicket -Id \"810$([char]0x200B)0007\"", "U+200B")]
    [InlineData("[pscustomobject]@{ Id = \"8100007$([char]0xFEFF)\" } | Get-NocTicket", "U+FEFF")]
    public async Task A_ticket_s_number_with_a_character_that_nobody_sees_is_refused_by_its_code_point(string script, string name)
    {
        Assert.Contains(name, Assert.Single(Run(script).Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Theory]
    [InlineData("1234,5678")]
    [InlineData("1e6")]
    [InlineData("12.0")]
    public void A_found_ticket_s_number_is_read_digit_by_digit(string number) =>
        Assert.Contains("is not a ticket number", Assert.Single(Run($"Get-NocJournal | Resolve-NocJournalEntry -TicketId '{number}'").Errors).Exception.Message, StringComparison.Ordinal);
}
