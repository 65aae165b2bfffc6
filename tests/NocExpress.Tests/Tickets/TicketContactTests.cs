using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>The further contacts of a ticket, and the cmdlet that makes them.</summary>
public sealed class TicketContactTests : TicketTest
{
    [Fact]
    public async Task Additional_contacts_are_json_with_integer_numbers_whether_objects_or_hashtables()
    {
        Open("""
            -AdditionalContact (New-NocContact -Type 'technical contact' -Name 'Zoë "Z"' -Number '+1 (612) 555-0101'),
                @{ Type = 'Other'; Name = 'Bob'; Number = 6125550102 },
                @{ type = 'Local contact'; NAME = 'Eve'; number = '612 555 0103' }
            """).ShouldHaveNoErrors();

        JsonArray contacts = JsonNode.Parse(Field(await SingleCreateRequestAsync(), "additional_contacts")!)!.AsArray();
        Assert.Equal(
            ["Technical contact|Zoë \"Z\"|16125550101", "Other|Bob|6125550102", "Local contact|Eve|6125550103"],
            contacts.Select(contact => $"{contact!["type"]}|{contact["name"]}|{contact["number"]!.ToJsonString()}"));
        Assert.All(contacts, contact => Assert.Equal(3, contact!.AsObject().Count));
    }

    [Fact]
    public async Task A_contact_can_be_made_of_each_documented_type_in_any_case()
    {
        Shell.Result result = Run("""
            'TECHNICAL CONTACT', 'local contact', 'Other' | & { process { New-NocContact $_ Ann '1 612-555-0100' } }
            """).ShouldHaveNoErrors();

        Assert.Equal(
            ["Technical contact", "Local contact", "Other"],
            result.Objects<NocContact>().Select(contact => contact.Type));
        Assert.All(result.Objects<NocContact>(), contact => Assert.Equal(16125550100, contact.Number));
        Assert.Empty(await RequestsAsync());
    }

    [Theory]
    [InlineData("@{ Type = 'Manager'; Name = 'Ann'; Number = '1' }", "'Technical contact', 'Local contact', 'Other'")]
    [InlineData("@{ Type = 'Other'; Name = ''; Number = '1' }", "Name is empty")]
    [InlineData("@{ Type = 'Other'; Name = 'Ann'; Number = '1 x2' }", "holds 'x'")]
    [InlineData("@{ Type = 'Other'; Name = 'Ann' }", "holds no digit")]
    [InlineData("@{ Type = 'Other'; Name = 'Ann'; Number = 1; Phone = 1 }", "Phone")]
    [InlineData("@{ Name = 'Ann'; Number = 1 }", "is not a type of contact")]
    [InlineData("@{ Type = 'Other'; Name = \"An`0n\"; Number = 1 }", "U+0000 at position 3")]
    [InlineData("@{ Type = 'Other'; Name = ' '; Number = 1 }", "AdditionalContact Name is empty")]
    [InlineData("@{ Type = 'Manager'; Name = 'Ann'; Number = 1 }", "AdditionalContact 'Ann'")]
    [InlineData("$null", "is null")]
    public async Task A_bad_contact_is_refused(string contact, string said)
    {
        string message = Assert.Single(await RefusedAsync(Open($"-AdditionalContact @{{ Type = 'Other'; Name = 'Bob'; Number = 1 }}, {contact}")));

        Assert.StartsWith("AdditionalContact", message, StringComparison.Ordinal);
        Assert.Contains(said, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Manager", "Ann", "1", "'Technical contact', 'Local contact', 'Other'")]
    [InlineData("", "Ann", "1", "'Technical contact', 'Local contact', 'Other'")]
    [InlineData("Other", "", "1", "Name is empty")]
    [InlineData("Other", "Ann", "", "holds no digit")]
    [InlineData("Other", "Ann", "0612", "begins with 0")]
    public void A_contact_that_the_API_would_not_take_is_not_made(string type, string name, string number, string said)
    {
        Shell.Result result = Run($"New-NocContact -Type '{type}' -Name '{name}' -Number '{number}'");

        Assert.Contains(said, result.ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
