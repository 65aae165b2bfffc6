using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>Which items become which requests, and what is said and looked up before they are sent.</summary>
public sealed class TicketGroupingTests : TicketTest
{
    private const string ThreeSites = "Get-NocConfiguration -Macnum '02145678', '39639469', '77133260' -Service Broadband";

    [Fact]
    public async Task Rows_of_a_table_become_tickets_with_the_common_parameters()
    {
        Shell.Result result = Run($$"""
            $common.Remove('IssueName')
            {{Row(0, "IssueName = 'No Sync'; CustomerTicketNumber = 'INC-1'")}}, {{Row(1, "IssueName = 'Modem Offline'; CustomerTicketNumber = 'INC-2'")}} |
                New-NocTicket @common
            """).ShouldHaveNoErrors();

        Assert.Equal(["No Sync", "Modem Offline"], result.Objects<NocTicket>().Select(ticket => ticket.Issue));
        IReadOnlyList<JsonNode> creates = await CreateRequestsAsync();
        Assert.Equal(["INC-1", "INC-2"], creates.Select(create => Field(create, "customer_ticket_number")));
        Assert.Equal(["4200000", "4200032"], creates.Select(create => Field(create, "configuration_ids")));
        Assert.All(creates, create => Assert.Equal("NOC desk", Field(create, "contact_name")));
    }

    [Fact]
    public async Task The_command_line_beats_the_row()
    {
        string columns = "IssueName = 'No Sync'; AccessHours = 'never'; TechnicianDispatchApproved = 'true'; PriorTicket = '1'";

        Run($"{Row(0, columns)} | New-NocTicket @common -TechnicianDispatchApproved:$false -PriorTicket 2").ShouldHaveNoErrors();

        JsonNode create = await SingleCreateRequestAsync();
        Assert.Equal("Circuit Down", Field(create, "issue_name"));
        Assert.Equal("8am-5pm CT", Field(create, "access_hours"));
        Assert.Equal("false", Field(create, "technician_dispatch_approved"));
        Assert.Equal("2", Field(create, "prior_ticket"));
    }

    [Fact]
    public async Task A_cell_does_not_spill_into_the_next_row()
    {
        string columns = "CustomerTicketNumber = 'INC-1'; TechnicianDispatchApproved = 'true'; InitialDescription = 'first'";

        Run($"{Row(0, columns)}, {Row(1)} | New-NocTicket @common").ShouldHaveNoErrors();

        JsonNode second = (await CreateRequestsAsync())[1];
        Assert.Null(Field(second, "customer_ticket_number"));
        Assert.Null(Field(second, "technician_dispatch_approved"));
        Assert.Null(Field(second, "initial_description"));
    }

    [Fact]
    public async Task Configurations_of_one_site_type_and_subtype_share_a_request()
    {
        // The server lets the second of these go with the type and subtype of the first.
        string second = Row(0, "ConfigurationId = '4200007'");

        NocTicket ticket = Assert.Single(Run($"{Row()}, {second} | New-NocTicket @common").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal("4200000,4200007", Field(await SingleCreateRequestAsync(), "configuration_ids"));
        Assert.Equal([4200000L, 4200007L], ticket.Configurations.Select(configuration => configuration.Id!.Value));
    }

    [Theory]
    [InlineData("IssueName", "No Sync")]
    [InlineData("MaintenanceWindow", "At night")]
    [InlineData("CustomerTicketNumber", "INC-2")]
    [InlineData("LocalContactNumber", "612 555 0199")]
    public async Task An_item_that_differs_in_a_field_is_a_request_of_its_own(string column, string value)
    {
        Run($$"""
            $common['CustomerTicketNumber'] = 'INC-1'
            $first = $common['{{column}}']
            $common.Remove('{{column}}')
            $rows = {{Row(0)}}, {{Row(0, $"ConfigurationId = '4200007'; {column} = '{value}'")}}
            $rows[0].psobject.Properties.Add([psnoteproperty]::new('{{column}}', $first))
            $rows | New-NocTicket @common
            """).ShouldHaveNoErrors();

        Assert.Equal(["4200000", "4200007"], (await CreateRequestsAsync()).Select(create => Field(create, "configuration_ids")));
    }

    [Theory]
    [InlineData("Outage", "Multi-Site Outage", "Power Outage")]
    [InlineData("ServiceImpact", "Multi-Site Service Impact", "Packet Loss")]
    [InlineData("Informational", "Multi-Site Informational", "Store Closure")]
    [InlineData("ConfigurationRequest", "Multi-Site Configuration Request", "DNS Change")]
    public async Task One_request_for_many_sites_brings_a_ticket_for_each(string kind, string subtype, string issue)
    {
        Shell.Result result = Run($"{ThreeSites} | New-NocTicket @common -MultiSite {kind} -IssueName '{issue}'").ShouldHaveNoErrors();

        JsonNode create = await SingleCreateRequestAsync();
        Assert.Equal("Multi-Site Service Request", Field(create, "type_name"));
        Assert.Equal(subtype, Field(create, "subtype_name"));
        Assert.Equal("4200000,4200032,4200064", Field(create, "configuration_ids"));
        Assert.Equal(["02145678", "39639469", "77133260"], Macnums(create));
        Assert.Equal(["Minneapolis", "Saint Paul", "Des Moines"], result.Objects<NocTicket>().Select(ticket => ticket.City));
    }

    [Theory]
    [InlineData(2, "4200000,4200032 4200064")]
    [InlineData(3, "4200000,4200032,4200064")]
    public async Task No_request_has_more_sites_than_allowed(int most, string configurations)
    {
        Shell.Result result = Run($"{ThreeSites} | New-NocTicket @common -MultiSite Outage -SitesPerRequest {most}").ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> creates = await CreateRequestsAsync();
        Assert.Equal(configurations.Split(' '), creates.Select(create => Field(create, "configuration_ids")));
        Assert.All(creates, create => Assert.InRange(Macnums(create).Count, 1, most));
        Assert.Equal(3, result.Output.Count);
    }

    [Fact]
    public async Task A_site_of_one_request_has_one_maintenance_window()
    {
        Shell.Result result = Run("""
            $common.Remove('MaintenanceWindow')
            @{ w = 'day'; id = '4200000' }, @{ w = 'night'; id = '4200007' } |
                & { process { [pscustomobject]@{ Macnum = '02145678'; ConfigurationId = $_.id; MaintenanceWindow = $_.w } } } |
                New-NocTicket @common -MultiSite Outage
            """);

        Assert.Contains("MaintenanceWindow 'night'", Assert.Single(await RefusedAsync(result)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_shows_each_request_as_it_would_be_sent_and_sends_nothing()
    {
        // Windows has no quotes in names.
        string file = WriteFile(OperatingSystem.IsWindows() ? "plan 1.pdf" : "plan \"1\".pdf");
        string script = $"{Row()}, {Row(1)} | New-NocTicket @common -PriorTicket 5 -Attachment '{file}'";

        IReadOnlyList<NocTicketRequest> previewed = Run($"{script} -Preview").ShouldHaveNoErrors().Objects<NocTicketRequest>();

        await NothingWasSentAsync();
        Run(script).ShouldHaveNoErrors();
        IReadOnlyList<JsonNode> sent = await CreateRequestsAsync();
        Assert.Equal(2, previewed.Count);
        Assert.All(previewed.Zip(sent), pair =>
        {
            Assert.Equal(Parts(pair.Second), pair.First.Parts.Select(part => part.Name));
            Assert.Equal(
                pair.Second["fields"]!.AsArray().Select(field => (string?)field!["value"]),
                pair.First.Parts.Where(part => part.Value is not null).Select(part => part.Value));
            NocRequestPart part = pair.First.Parts[^1];
            Assert.Equal((long)pair.Second["files"]![0]!["size"]!, part.Length);
            Assert.Contains(part.ContentDisposition, (string)pair.Second["files"]![0]!["rawHeaders"]!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task WhatIf_says_what_it_would_open_and_sends_nothing()
    {
        Shell.Result result = Run($"{ThreeSites} | New-NocTicket @common -WhatIf -Attachment '{WriteFile("plan.pdf")}'").ShouldHaveNoErrors();

        Assert.Empty(result.Output);
        string[] lines = result.HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains("Saint Paul - University Ave W", lines[1], StringComparison.Ordinal);
        Assert.Contains("39639469", lines[1], StringComparison.Ordinal);
        Assert.Contains("Circuit Down", lines[1], StringComparison.Ordinal);
        Assert.Contains("plan.pdf", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("What if: In all: 3 tickets to open in 3 requests;", lines[3], StringComparison.Ordinal);
        await NothingWasSentAsync();
    }

    [Theory]
    [InlineData("Outages")]
    [InlineData("0")]
    [InlineData("''")]
    public async Task A_kind_of_several_sites_that_is_none_is_refused_with_those_that_are(string kind)
    {
        IReadOnlyList<string> messages = await RefusedAsync(Run($"{ThreeSites} | New-NocTicket @common -MultiSite {kind}"));

        Assert.Contains("Outage, ServiceImpact, Informational, ConfigurationRequest", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-Preview")]
    public async Task WhatIf_and_Preview_check_everything_all_the_same(string parameter)
    {
        IReadOnlyList<string> messages = await RefusedAsync(Open($"{parameter} -IssueName Nonsense -Attachment nowhere.pdf"));

        Assert.Equal(2, messages.Count);
    }

    [Fact]
    public async Task WhatIf_has_a_line_for_each_ticket_of_a_request_for_several_sites()
    {
        Shell.Result result = Run($"{ThreeSites} | New-NocTicket @common -MultiSite Outage -WhatIf -Attachment '{WriteFile("plan.pdf", 2048)}'").ShouldHaveNoErrors();

        string[] lines = result.HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains("Saint Paul - University Ave W (macnum 39639469): Circuit Down (Multi-Site Service Request, Multi-Site Outage), configurations 4200032, with plan.pdf (2 KiB)", lines[1], StringComparison.Ordinal);
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task Yes_to_all_is_said_once_for_the_whole_run()
    {
        Shell.Answer(1);

        Shell.Result result = Run($"{ThreeSites} | New-NocTicket @common -Confirm").ShouldHaveNoErrors();

        Assert.Equal(3, result.Output.Count);
        Assert.Equal(3, (await CreateRequestsAsync()).Count);
    }

    [Fact]
    public async Task A_no_leaves_out_its_request_and_no_to_all_every_other()
    {
        Shell.Answer(2, 0, 3);

        Shell.Result result = Run($"{ThreeSites} | New-NocTicket @common -Confirm").ShouldHaveNoErrors();

        Assert.Single(result.Output);
        Assert.Equal("4200032", Field(await SingleCreateRequestAsync(), "configuration_ids"));
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_last_question_is_answered()
    {
        Shell.Answer(0, 0);

        Shell.Result result = Run($"{ThreeSites} | New-NocTicket @common -Confirm");

        Assert.NotEmpty(result.Errors);
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_question_that_nobody_answers_sends_nothing()
    {
        Shell.Result result = Open("-Confirm");

        Assert.NotEmpty(result.Errors);
        Assert.Empty(result.Output);
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_configuration_out_of_a_job_or_a_file_is_still_one()
    {
        Run("""
            $live = Get-NocConfiguration -Macnum '02145678' -Service Broadband
            $text = [System.Management.Automation.PSSerializer]::Serialize($live)
            [System.Management.Automation.PSSerializer]::Deserialize($text) | New-NocTicket @common
            """).ShouldHaveNoErrors();

        JsonNode create = await SingleCreateRequestAsync();
        Assert.Equal("4200000", Field(create, "configuration_ids"));
        Assert.Equal("Broadband Service Request", Field(create, "type_name"));
        Assert.Equal("Service Outage", Field(create, "subtype_name"));
        Assert.Equal(["02145678"], Macnums(create));
    }

    private static IReadOnlyList<string> Macnums(JsonNode create) =>
        [.. JsonNode.Parse(Field(create, "sites")!)!.AsArray().Select(site => (string)site!["macnum"]!)];
}
