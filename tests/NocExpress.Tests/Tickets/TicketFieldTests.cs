using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

public sealed class TicketFieldTests : TicketTest
{
    [Theory]
    [InlineData("-IssueName 'No Sync'", "issue_name", "No Sync")]
    [InlineData("-InitialDescription 'Down since 9'", "initial_description", "Down since 9")]
    [InlineData("", "type_name", "Broadband Service Request")]
    [InlineData("-SubtypeName 'Service Outage'", "subtype_name", "Service Outage")]
    [InlineData("", "configuration_ids", "4200000")]
    [InlineData("-CustomerTicketNumber INC-7", "customer_ticket_number", "INC-7")]
    [InlineData("-CustomerTicketNumber 007", "customer_ticket_number", "007")]
    [InlineData("-PriorTicket 8100007", "prior_ticket", "8100007")]
    [InlineData("-PriorTicket ' 8100007 '", "prior_ticket", "8100007")]
    [InlineData("-ContactName 'Night desk'", "contact_name", "Night desk")]
    [InlineData("-ContactEmailAddress night+noc@example.co.uk", "contact_email_address", "night+noc@example.co.uk")]
    [InlineData("-LocalContactName Ann", "local_contact_name", "Ann")]
    [InlineData("-LocalContactNumber '(612) 555-0100'", "local_contact_number", "6125550100")]
    [InlineData("-LocalContactNumber 6125550100", "local_contact_number", "6125550100")]
    [InlineData("-AutomaticEmailContact", "automatic_email_contact", "true")]
    [InlineData("-AutomaticEmailContact:$false", "automatic_email_contact", "false")]
    [InlineData("", "automatic_email_contact", null)]
    [InlineData("-AutomaticEmailCc", "automatic_email_cc", "true")]
    [InlineData("-AutomaticEmailCc:$false", "automatic_email_cc", "false")]
    [InlineData("", "automatic_email_cc", "false")]
    [InlineData("-AutomaticEmailCcAddress a@example.com", "automatic_email_cc_address", "a@example.com")]
    [InlineData("-AutomaticEmailCcAddress a@example.com", "automatic_email_cc", "true")]
    [InlineData("-AutomaticEmailCcAddress a@example.com, b@example.com", "automatic_email_cc_address", "a@example.com,b@example.com")]
    [InlineData("-AutomaticEmailCcAddress 'a@example.com; '", "automatic_email_cc_address", "a@example.com")]
    [InlineData("-AutomaticEmailCcAddress 'a@example.com; b@example.com'", "automatic_email_cc_address", "a@example.com,b@example.com")]
    [InlineData("-AccessHours 'after 5pm'", "access_hours", "after 5pm")]
    [InlineData("-TechnicianDispatchApproved", "technician_dispatch_approved", "true")]
    [InlineData("-TechnicianDispatchApproved:$false", "technician_dispatch_approved", "false")]
    [InlineData("", "technician_dispatch_approved", null)]
    [InlineData("-GrantedTenantMacnum 01004471", "granted_tenant_macnum", "01004471")]
    [InlineData("", "sites", """[{"macnum":"02145678","maintenance_window":"Anytime"}]""")]
    [InlineData("-MaintenanceWindow '10pm to 6am'", "sites", """[{"macnum":"02145678","maintenance_window":"10pm to 6am"}]""")]
    public async Task A_parameter_arrives_as_the_field_of_its_name(string parameters, string field, string? expected)
    {
        Open(parameters).ShouldHaveNoErrors();

        Assert.Equal(expected, Field(await SingleCreateRequestAsync(), field));
    }

    [Fact]
    public async Task A_field_that_is_not_given_is_left_out()
    {
        Open().ShouldHaveNoErrors();

        Assert.Equal(
            "issue_name type_name subtype_name configuration_ids contact_name contact_email_address local_contact_name "
            + "local_contact_number automatic_email_cc sites access_hours",
            string.Join(' ', Parts(await SingleCreateRequestAsync())));
    }

    [Fact]
    public async Task The_fields_go_out_in_the_documented_order_and_the_files_last()
    {
        string file = WriteFile("plan.pdf");

        Open($$"""
            -InitialDescription d -CustomerTicketNumber c -PriorTicket 1 -AdditionalContact @{ Type = 'Other'; Name = 'n'; Number = 1 } `
            -AutomaticEmailContact -AutomaticEmailCcAddress a@example.com -TechnicianDispatchApproved -GrantedTenantMacnum 1 -Attachment '{{file}}'
            """).ShouldHaveNoErrors();

        Assert.Equal(
            "issue_name initial_description type_name subtype_name configuration_ids customer_ticket_number prior_ticket contact_name "
            + "contact_email_address local_contact_name local_contact_number additional_contacts automatic_email_contact automatic_email_cc "
            + "automatic_email_cc_address sites access_hours technician_dispatch_approved granted_tenant_macnum file",
            string.Join(' ', Parts(await SingleCreateRequestAsync())));
    }

    [Fact]
    public async Task Empty_cells_of_a_row_are_left_out()
    {
        string columns = """
            InitialDescription = ''; CustomerTicketNumber = ''; PriorTicket = ''; AutomaticEmailContact = ''; AutomaticEmailCc = ''
            AutomaticEmailCcAddress = ''; TechnicianDispatchApproved = ''; GrantedTenantMacnum = ''; Attachment = ''; LiteralAttachment = ''
            """;

        Run($"{Row(0, columns)} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal(11, Parts(await SingleCreateRequestAsync()).Count);
    }

    [Theory]
    [InlineData("AutomaticEmailContact = 'true'", "automatic_email_contact", "true")]
    [InlineData("AutomaticEmailContact = 'No'", "automatic_email_contact", "false")]
    [InlineData("AutomaticEmailContact = $true", "automatic_email_contact", "true")]
    [InlineData("AutomaticEmailCc = 'TRUE'", "automatic_email_cc", "true")]
    [InlineData("AutomaticEmailCcAddress = 'a@example.com,b@example.com'", "automatic_email_cc_address", "a@example.com,b@example.com")]
    [InlineData("AutomaticEmailCcAddress = 'a@example.com'", "automatic_email_cc", "true")]
    [InlineData("TechnicianDispatchApproved = 'False'", "technician_dispatch_approved", "false")]
    [InlineData("TechnicianDispatchApproved = '1'", "technician_dispatch_approved", "true")]
    [InlineData("PriorTicket = '8100007'", "prior_ticket", "8100007")]
    [InlineData("GrantedTenantMacnum = '01004471'", "granted_tenant_macnum", "01004471")]
    public async Task A_cell_of_a_row_arrives_as_the_field_of_its_column(string column, string field, string expected)
    {
        Run($"{Row(0, column)} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal(expected, Field(await SingleCreateRequestAsync(), field));
    }

    [Fact]
    public async Task Several_configurations_are_separated_by_commas()
    {
        Run("""
            Get-NocConfiguration -Macnum 02145678 -Service Broadband |
                New-NocTicket @common -Preview | & { process { $_.ConfigurationIds -join '+' } }
            [pscustomobject]@{ Macnum = '02145678'; ConfigurationId = '4200000, 4200000' } |
                New-NocTicket @common -TypeName 'Broadband Service Request' -SubtypeName 'Service Outage'
            """).ShouldHaveNoErrors();
        Assert.Equal("4200000", Field(await SingleCreateRequestAsync(), "configuration_ids"));
        await ClearRequestsAsync();

        // The second belongs to another site, so that the server refuses what this test only reads.
        Run($"{Row()} | New-NocTicket @common -ConfigurationId 4200000, 4200032").ShouldFailWith("NocRequestRejected");
        Assert.Equal("4200000,4200032", Field(await SingleCreateRequestAsync(), "configuration_ids"));
    }

    [Theory]
    [InlineData("Café Zoë – 東京 🧯")]
    [InlineData("She said \"it's down\"; <b>50% & more</b> \\ / {}")]
    [InlineData("first line\r\nsecond line\n\n\tthird --NocExpress-- ")]
    [InlineData("  leading and trailing  ")]
    public async Task A_text_arrives_unchanged(string text)
    {
        Shell.Set("text", text);

        Open("-InitialDescription $text -AccessHours $text -LocalContactName $text -MaintenanceWindow $text").ShouldHaveNoErrors();

        JsonNode request = await SingleCreateRequestAsync();
        Assert.Equal(text, Field(request, "initial_description"));
        Assert.Equal(text, Field(request, "access_hours"));
        Assert.Equal(text, Field(request, "local_contact_name"));
        Assert.Equal(text, (string?)JsonNode.Parse(Field(request, "sites")!)![0]!["maintenance_window"]);
    }

    [Fact]
    public async Task The_connection_s_tenant_serves_where_neither_row_nor_command_line_names_one()
    {
        Run($$"""
            {{ConnectCommand}} -GrantedTenantMacnum connection
            {{Row()}}, {{Row(1, "GrantedTenantMacnum = 'row'")}} | New-NocTicket @common
            {{Row(2, "GrantedTenantMacnum = 'row'")}} | New-NocTicket @common -GrantedTenantMacnum command
            """).ShouldHaveNoErrors();

        Assert.Equal(["connection", "row", "command"], (await CreateRequestsAsync()).Select(request => Field(request, "granted_tenant_macnum")));
    }

    [Fact]
    public async Task What_the_server_may_cut_or_read_otherwise_is_warned_of_and_sent()
    {
        // 252 characters each.
        Shell.Result result = Run($$"""
            $host3 = (('b' * 60), ('b' * 60), ('b' * 60), 'eg.com') -join '.'
            $long = 'c', 'd', 'e', 'f' | ForEach-Object { ($_ * 62) + '@' + $host3 }
            {{Row()}} | New-NocTicket @common -CustomerTicketNumber 'INC1,INC2' -AutomaticEmailCcAddress $long
            """).ShouldHaveNoErrors();

        Assert.Equal(3, result.Warnings.Count);
        Assert.Contains("'INC1,INC2' has a comma", result.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("more than 250 characters", result.Warnings[1], StringComparison.Ordinal);
        Assert.Contains("more than 1,000 characters together", result.Warnings[2], StringComparison.Ordinal);
        Assert.Equal("INC1,INC2", Field(await SingleCreateRequestAsync(), "customer_ticket_number"));
    }
}
