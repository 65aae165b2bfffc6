using System;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>Texts that could be taken for something else on their way: they arrive as they are, or are refused before anything is sent.</summary>
public sealed class HostileTextTests : TicketTest
{
    [Theory]
    [InlineData("-InitialDescription", "InitialDescription", "a\0b", "U+0000 at position 2")]
    [InlineData("-InitialDescription", "InitialDescription", "\u001b[2J", "U+001B at position 1")]
    [InlineData("-AccessHours", "AccessHours", "8\u0085", "U+0085 at position 2")]
    [InlineData("-LocalContactName", "LocalContactName", "Ann\u007F", "U+007F at position 4")]
    [InlineData("-CustomerTicketNumber", "CustomerTicketNumber", "🧯~", "U+DC00 at position 3")]
    [InlineData("-AutomaticEmailCcAddress", "AutomaticEmailCcAddress", "a~@example.com", "U+DC00 at position 2")]
    [InlineData("-GrantedTenantMacnum", "GrantedTenantMacnum", "1~", "U+DC00 at position 2")]
    public async Task A_text_that_no_form_can_carry_is_refused(string parameter, string field, string text, string said)
    {
        // Half a character is none that an attribute can hold.
        Shell.Set("text", text.Replace('~', '\uDC00'));

        string message = (await RefusedAsync(Open($"{parameter} $text -SkipIssueCheck")))[0];

        Assert.StartsWith(field, message.TrimStart('-'), StringComparison.Ordinal);
        Assert.Contains(said, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-NocSite -Search $text", "search of the request")]
    [InlineData("Get-NocSite -GrantedTenantMacnum $text", "-GrantedTenantMacnum")]
    [InlineData("Get-NocConfiguration $text", "Macnum")]
    [InlineData("Get-NocIssue -TypeName $text", "type_name of the request")]
    public async Task Half_a_character_in_a_query_is_refused(string command, string said)
    {
        Shell.Set("text", "a\uD800");

        string message = Run(command).ShouldFailWith("NocValidationFailed").Message;

        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Contains("U+D800 at position 2", message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync("api/"));
    }

    [Theory]
    [InlineData("a,b&c=d#e%2C f+g/?;é🧯")]
    [InlineData("=cmd|'/c calc'!A0")]
    [InlineData("\u202Etxt")]
    public async Task A_text_in_a_query_arrives_as_it_is(string text)
    {
        Shell.Set("text", text);

        Run("Get-NocSite -Search $text").ShouldHaveNoErrors();

        Assert.Equal(text, Assert.Single(await RequestsAsync("sites")).Query("search"));
    }

    [Fact]
    public async Task A_comma_in_a_macnum_is_refused_and_says_what_to_give()
    {
        Assert.Contains("as a list", Run("Get-NocConfiguration '1,2'").ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync("api/"));
    }

    [UnixTheory]
    [InlineData("a\u202Efdp.png", "U+202E")]
    [InlineData("a\u2066b.png", "U+2066")]
    [InlineData("a\u2028b.png", "U+2028")]
    [InlineData("a\u0085b.png", "U+0085")]
    [InlineData("a\u007Fb.png", "U+007F")]
    public async Task A_file_whose_name_is_not_what_it_looks_like_is_refused(string name, string said)
    {
        Shell.Set("path", WriteFile(name));

        string message = Assert.Single(await RefusedAsync(Open("-LiteralAttachment $path -SkipIssueCheck")));

        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", message, StringComparison.Ordinal);
    }
}
