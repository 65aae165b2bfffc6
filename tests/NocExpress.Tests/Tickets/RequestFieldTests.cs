using System;
using System.Linq;
using System.Text.RegularExpressions;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>A field of a request that is not sent would be lost without a word.</summary>
public sealed partial class RequestFieldTests : TicketTest
{
    [Fact]
    public void Each_property_of_a_request_is_sent_as_a_part_of_its_name_and_each_part_is_a_property()
    {
        NocTicketRequest full = Assert.Single(Open($$"""
            -InitialDescription 'Down since 9' -CustomerTicketNumber INC-7 -PriorTicket 8100007 -AutomaticEmailContact
            -AutomaticEmailCcAddress a@example.com -AdditionalContact @{ Type = 'Other'; Name = 'Guard'; Number = '6125550188' }
            -TechnicianDispatchApproved -GrantedTenantMacnum 01004471 -Attachment '{{WriteFile("plan.pdf")}}' -SkipIssueCheck -Preview
            """.ReplaceLineEndings(" ")).ShouldHaveNoErrors().Objects<NocTicketRequest>());

        string[] properties = [.. typeof(NocTicketRequest).GetProperties().Select(property => property.Name).Where(name => name != nameof(full.Parts))];

        Assert.Equal(properties.Select(PartOf).Order(), full.Parts.Select(part => part.Name).Order());
    }

    [Theory]
    [InlineData("", "InitialDescription = 'Down since 9'")]
    [InlineData("", "PriorTicket = '8100007'")]
    [InlineData("ContactName = 'NOC desk'", "ContactName = 'Night desk'")]
    [InlineData("LocalContactNumber = '6125550100'", "LocalContactNumber = '6125550101'")]
    [InlineData("", "TechnicianDispatchApproved = 'yes'")]
    [InlineData("", "AdditionalContact = @(@{ Type = 'Other'; Name = 'Guard'; Number = '6125550188' })")]
    public void Items_of_one_site_that_differ_in_a_field_are_two_requests(string first, string second)
    {
        Shell.Result result = Run($"""
            $common.Remove('{second.Split(' ')[0]}')
            {Row(0, first)}, {Row(0, "ConfigurationId = '4200007'; " + second)} | New-NocTicket @common -Preview
            """).ShouldHaveNoErrors();

        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void Many_requests_that_are_too_large_together_are_warned_of_once_with_a_count()
    {
        string file = WriteFile("plan.pdf", 25 * 1024 * 1024);

        Shell.Result result = Run($"{Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -Attachment '{file}' -Preview").ShouldHaveNoErrors();

        Assert.Contains("and 2 more are as large", Assert.Single(result.Warnings, warning => warning.Contains("count them together", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static string PartOf(string property) => property == nameof(NocTicketRequest.Attachments)
        ? "file"
        : Capital().Replace(property, match => (match.Index == 0 ? "" : "_") + match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
