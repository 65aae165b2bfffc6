using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>One bad item known beforehand opens no ticket at all, and the error says which item it is and what is wrong with it.</summary>
public sealed class TicketValidationTests : TicketTest
{
    /// <summary>62 characters, of two UTF-16 units each.</summary>
    private static readonly string _longestName = string.Concat(Enumerable.Repeat("🧯", 62));

    public static TheoryData<string, string> BadCells => new()
    {
        { "ContactName = ''", "ContactName is missing" },
        { "ContactName = ' '", "ContactName is missing" },
        { $"ContactName = '{new string('x', 63)}'", "ContactName" },
        { $"ContactName = '{_longestName}x'", "ContactName" },
        { "ContactEmailAddress = ''", "ContactEmailAddress is missing" },
        { "ContactEmailAddress = 'noc'", "ContactEmailAddress 'noc'" },
        { "ContactEmailAddress = 'a@example.com,b@example.com'", "ContactEmailAddress 'a@example.com,b@example.com'" },
        { "LocalContactName = ''", "LocalContactName is missing" },
        { "LocalContactNumber = ''", "LocalContactNumber is missing" },
        { "LocalContactNumber = '612-555-NOCS'", "LocalContactNumber '612-555-NOCS'" },
        { "MaintenanceWindow = ''", "MaintenanceWindow is missing" },
        { "AccessHours = ''", "AccessHours is missing" },
        { "IssueName = ''", "IssueName is missing" },
        { "Macnum = ''", "Macnum is missing" },
        { "TypeName = ''", "TypeName is missing" },
        { "SubtypeName = ''", "SubtypeName is missing" },
        { "ConfigurationId = ''", "ConfigurationId is missing" },
        { "ConfigurationId = '-1'", "ConfigurationId '-1'" },
        { "ConfigurationId = '0'", "ConfigurationId '0'" },
        { "ConfigurationId = 'abc'", "ConfigurationId 'abc'" },
        { "ConfigurationId = '4200000,abc'", "ConfigurationId 'abc'" },
        { "ConfigurationId = '9223372036854775808'", "ConfigurationId '9223372036854775808'" },
        { "PriorTicket = '-1'", "PriorTicket '-1'" },
        { "PriorTicket = 'INC-7'", "PriorTicket 'INC-7'" },
        { "AutomaticEmailContact = 'maybe'", "AutomaticEmailContact 'maybe'" },
        { "AutomaticEmailCc = 'maybe'", "AutomaticEmailCc 'maybe'" },
        { "TechnicianDispatchApproved = 'maybe'", "TechnicianDispatchApproved 'maybe'" },
        { "AutomaticEmailCcAddress = 'a@example.com,b'", "AutomaticEmailCcAddress 'b'" },
        { "AutomaticEmailCc = 'false'; AutomaticEmailCcAddress = 'a@example.com'", "AutomaticEmailCc 'false'" },
        { "TypeName = 'multi-site service request'", "-MultiSite" },
        { "SubtypeName = 'Multi-Site Outage'", "-MultiSite" },
        { "InitialDescription = \"a`0b\"", "InitialDescription" },
        { "InitialDescription = [string][char]0xD83E", "InitialDescription" },
    };

    [Theory]
    [MemberData(nameof(BadCells))]
    public async Task A_bad_cell_is_refused_and_a_good_item_beside_it_is_not_sent(string columns, string said)
    {
        IReadOnlyList<string> messages = await RefusedAsync(Pipe(Complete(0), Complete(1, columns)));

        string message = Assert.Single(messages, text => text.Contains(said, StringComparison.Ordinal));
        Assert.Contains("item 2", message, StringComparison.Ordinal);
        Assert.DoesNotContain("item 1", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$null", "is null")]
    [InlineData("'4200000'", "String")]
    [InlineData("4200000", "Int32")]
    [InlineData("@{ Macnum = '02145678' }", "Hashtable")]
    public async Task An_input_that_is_no_item_is_refused(string input, string said)
    {
        string message = Assert.Single(await RefusedAsync(Pipe(Complete(0), input)));

        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Contains("item 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_not_taken_for_configurations()
    {
        string message = Assert.Single(await RefusedAsync(Run($"New-NocTicket @common -Configuration {Row()}")));

        Assert.Contains("-Configuration", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_without_macnum_piped_straight_is_refused()
    {
        IReadOnlyList<string> messages = await RefusedAsync(Run("Get-NocSite -Search Fargo | New-NocTicket @common"));

        Assert.Contains(messages, message => message.StartsWith("Macnum is missing", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.StartsWith("ConfigurationId is missing. Pipe the site through Get-NocConfiguration", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_longest_contact_name_is_sent()
    {
        Shell.Set("name", _longestName);

        Open("-ContactName $name").ShouldHaveNoErrors();

        Assert.Equal(_longestName, Field(await SingleCreateRequestAsync(), "contact_name"));
    }

    [Fact]
    public async Task Several_types_of_a_configuration_are_listed_to_choose_from()
    {
        await SetBehaviourAsync(new { typeForm = "several" });

        IReadOnlyList<string> messages = await RefusedAsync(Run("Get-NocConfiguration -Macnum 02145678 -Service Broadband | New-NocTicket @common"));

        Assert.Equal(2, messages.Count);
        Assert.Contains("'Broadband Service Request', 'Equipment Service Request'. Give one of them by -TypeName", messages[0], StringComparison.Ordinal);
        Assert.Contains("'Service Outage', 'Intermittent Service'", messages[1], StringComparison.Ordinal);
        Assert.Contains("Give one of them by -SubtypeName", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_without_type_asks_for_the_parameter()
    {
        await SetBehaviourAsync(new { typeForm = "none" });

        IReadOnlyList<string> messages = await RefusedAsync(Run("Get-NocConfiguration -Macnum 02145678 -Service Broadband | New-NocTicket @common"));

        Assert.Equal(2, messages.Count);
        Assert.Contains(messages, message => message.Contains("Give -TypeName", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("Give -SubtypeName", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("several")]
    [InlineData("none")]
    public async Task The_parameters_decide_what_the_configuration_leaves_open(string typeForm)
    {
        await SetBehaviourAsync(new { typeForm });

        Run("""
            Get-NocConfiguration -Macnum 02145678 -Service Broadband |
                New-NocTicket @common -TypeName 'Broadband Service Request' -SubtypeName 'Service Outage'
            """).ShouldHaveNoErrors();

        Assert.Equal("Service Outage", Field(await SingleCreateRequestAsync(), "subtype_name"));
    }

    [Fact]
    public async Task An_unknown_issue_names_the_nearest()
    {
        string message = Assert.Single(await RefusedAsync(Open("-IssueName 'Circut Donw'")));

        Assert.Contains("IssueName 'Circut Donw'", message, StringComparison.Ordinal);
        Assert.Contains("nearest are: 'Circuit Down'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_every_item_is_said_at_once()
    {
        IReadOnlyList<string> messages = await RefusedAsync(Pipe(
            Complete(0, "ContactEmailAddress = 'noc'; IssueName = 'Nonsense'"),
            Complete(1),
            Complete(2, "LocalContactNumber = 'x'; Attachment = '/nowhere/plan.pdf'; PriorTicket = 'x'")));

        Assert.Equal(5, messages.Count);
        Assert.Equal(2, messages.Count(message => message.Contains("item 1,", StringComparison.Ordinal)));
        Assert.Equal(3, messages.Count(message => message.Contains("item 3,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_bad_common_parameter_is_said_once_and_names_its_items()
    {
        string rows = string.Join(", ", Enumerable.Range(0, 7).Select(i => Row(i % 3)));

        Shell.Result result = Run($"$rows = {rows}; $rows | New-NocTicket @common -ContactEmailAddress noc");

        string message = Assert.Single(await RefusedAsync(result));
        Assert.Contains("item 1, macnum 02145678, configuration 4200000; item 2, macnum 39639469", message, StringComparison.Ordinal);
        Assert.Contains("and 2 more", message, StringComparison.Ordinal);
        Assert.Equal(7, Assert.IsType<object[]>(Assert.Single(result.Errors).TargetObject).Length);
    }

    [Fact]
    public async Task The_target_of_an_error_is_the_user_s_own_item()
    {
        Shell.Result result = Run($"$row = {Row(0, "PriorTicket = 'x'")}; $row | New-NocTicket @common; $row");

        object target = Assert.Single(result.Errors).TargetObject;
        Assert.Same(result.Output[0].BaseObject, System.Management.Automation.PSObject.AsPSObject(target).BaseObject);
        await NothingWasSentAsync();
    }

    [Theory]
    [InlineData("55,56")]
    [InlineData("55;56")]
    [InlineData(" 55 , , 56; ")]
    public void Ids_of_one_cell_are_separated_by_commas_or_semicolons(string ids)
    {
        Shell.Result result = Run($"{Row(0, $"ConfigurationId = '{ids}'")} | New-NocTicket @common -Preview").ShouldHaveNoErrors();

        Assert.Equal([55L, 56L], Assert.Single(result.Objects<NocTicketRequest>()).ConfigurationIds);
    }

    [Fact]
    public async Task A_macnum_that_is_not_the_configuration_s_is_refused()
    {
        string message = Assert.Single(await RefusedAsync(Run(
            "Get-NocConfiguration -Macnum 02145678 -Service Broadband | New-NocTicket @common -Macnum 39639469")));

        Assert.Contains("Macnum '39639469'", message, StringComparison.Ordinal);
        Assert.Contains("'02145678'", message, StringComparison.Ordinal);
    }

    /// <summary>A row with all that a ticket needs.</summary>
    private static string Complete(int site, string columns = "") => Row(site, $$"""
            }
            $row['IssueName'] = 'Circuit Down'; $row['MaintenanceWindow'] = 'Anytime'; $row['AccessHours'] = '8am-5pm CT'
            $row['ContactName'] = 'NOC desk'; $row['ContactEmailAddress'] = 'noc@example.com'
            $row['LocalContactName'] = 'Store manager'; $row['LocalContactNumber'] = '(612) 555-0100'
            $columns = [ordered]@{ {{columns}}
        """);

    private Shell.Result Pipe(params string[] items) => Run($"{string.Join(", ", items)} | New-NocTicket");
}
