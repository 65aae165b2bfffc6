using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>A column of a table is read, or said not to be.</summary>
public sealed class TableColumnTests : TicketTest
{
    /// <summary>Makes of the variable <c>$table</c> what Import-Csv makes of a table with another separator; Export-Csv's texts of an object.</summary>
    private const string Csv = """
        filter Import-Whole { $lines = $_ -split "`n"; foreach ($line in $lines[1..($lines.Count - 1)]) { [pscustomobject]@{ $lines[0] = $line } } }
        filter Export-Text { $row = [ordered]@{}; foreach ($property in $_.PSObject.Properties) { $row[$property.Name] = "$($property.Value)" }; [pscustomobject]$row }

        """;

    [Theory]
    [InlineData("issue_name = 'No Sync'", "issue_name", "No Sync")]
    [InlineData("initial_description = 'Down since 9'", "initial_description", "Down since 9")]
    [InlineData("Customer_Ticket_Number = 'INC-7'", "customer_ticket_number", "INC-7")]
    [InlineData("prior_ticket = '8100007'", "prior_ticket", "8100007")]
    [InlineData("contact_name = 'Night desk'", "contact_name", "Night desk")]
    [InlineData("contact_email_address = 'night@example.com'", "contact_email_address", "night@example.com")]
    [InlineData("local_contact_name = 'Ann'", "local_contact_name", "Ann")]
    [InlineData("local_contact_number = '612 555 0199'", "local_contact_number", "6125550199")]
    [InlineData("automatic_email_contact = 'yes'", "automatic_email_contact", "true")]
    [InlineData("automatic_email_cc = 'true'", "automatic_email_cc", "true")]
    [InlineData("automatic_email_cc_address = 'a@example.com'", "automatic_email_cc_address", "a@example.com")]
    [InlineData("access_hours = 'after 5pm'", "access_hours", "after 5pm")]
    [InlineData("technician_dispatch_approved = 'False'", "technician_dispatch_approved", "false")]
    [InlineData("granted_tenant_macnum = '01004471'", "granted_tenant_macnum", "01004471")]
    [InlineData("maintenance_window = 'at night'", "sites", """[{"macnum":"02145678","maintenance_window":"at night"}]""")]
    public async Task A_column_with_the_api_s_name_of_a_field_is_that_field(string column, string field, string expected)
    {
        string name = column.Split(' ')[0].Replace("_", "", StringComparison.Ordinal);

        Shell.Result result = Run($"$common.Remove('{name}'); {Row(0, column)} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal(expected, Field(await SingleCreateRequestAsync(), field));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task A_table_with_the_api_s_names_alone_is_a_ticket()
    {
        string file = WriteFile("plan.pdf");

        Shell.Result result = Run($$"""
            [pscustomobject]@{
                macnum = '02145678'; maintenance_window = 'Anytime'; configuration_ids = '4200000'; type_name = 'Broadband Service Request'
                subtype_name = 'Service Outage'; issue_name = 'Circuit Down'; access_hours = '8-5'; contact_name = 'NOC'; file = '{{file}}'
                contact_email_address = 'noc@example.com'; local_contact_name = 'Ann'; local_contact_number = '6125550100'
                additional_contacts = @(@{ Type = 'Other'; Name = 'n'; Number = 1 })
            } | New-NocTicket
            """).ShouldHaveNoErrors();

        JsonNode request = await SingleCreateRequestAsync();
        Assert.Equal("4200000", Field(request, "configuration_ids"));
        Assert.Contains("additional_contacts", Parts(request));
        Assert.Contains("file", Parts(request));
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("Customer Ticket Number", "CustomerTicketNumber")]
    [InlineData("customer-ticket-number", "CustomerTicketNumber")]
    [InlineData("CUSTOMERTICKETNUMBER_", "CustomerTicketNumber")]
    [InlineData("CustomerTicketNumbr", "CustomerTicketNumber")]
    [InlineData("CustomerTicketNo", "CustomerTicketNumber")]
    [InlineData("costumer_ticket_number", "CustomerTicketNumber")]
    [InlineData("Prior Ticket", "PriorTicket")]
    [InlineData("PirorTicket", "PriorTicket")]
    [InlineData("prior_tickets", "PriorTicket")]
    [InlineData("Technician Dispatch", "TechnicianDispatchApproved")]
    [InlineData("TechnicianDispatchAproved", "TechnicianDispatchApproved")]
    [InlineData("AutomaticEmailCCAdress", "AutomaticEmailCcAddress")]
    [InlineData("Initial Descripton", "InitialDescription")]
    [InlineData("Attachments", "Attachment")]
    [InlineData("GrantedTenantMacnumber", "GrantedTenantMacnum")]
    [InlineData("\uFEFFCustomerTicketNumber", "CustomerTicketNumber")]
    [InlineData("CustomerTicketNumber\u00A0", "CustomerTicketNumber")]
    [InlineData("sites", "Macnum")]
    public async Task A_column_that_looks_like_a_misspelt_parameter_is_warned_of_once(string column, string parameter)
    {
        Shell.Set("column", column);

        Shell.Result result = Run($"{Row(0, "$column = 'x'")}, {Row(1, "$column = 'y'")} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Contains(parameter, Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, (await CreateRequestsAsync()).Count);
    }

    [Theory]
    [InlineData("Store")]
    [InlineData("Name")]
    [InlineData("Status")]
    [InlineData("Type")]
    [InlineData("SiteName")]
    [InlineData("TypeNames")]
    [InlineData("City")]
    [InlineData("Comment")]
    [InlineData("Region")]
    [InlineData("Id")]
    [InlineData("Email")]
    [InlineData("Owner")]
    public void A_column_that_looks_like_no_parameter_is_nobody_s_business(string column) =>
        Assert.Empty(Run($"{Row(0, $"{column} = 'x'")} | New-NocTicket @common").ShouldHaveNoErrors().Warnings);

    [Theory]
    [InlineData("Macnum;ConfigurationId;TypeName\n02145678;4200000;Broadband", "-Delimiter ';'")]
    [InlineData("Macnum\tConfigurationId\n02145678\t4200000", "-Delimiter \"`t\"")]
    [InlineData("macnum|issue_name\n02145678|No Sync", "-Delimiter '|'")]
    [InlineData("Store;Macnum\n118;02145678", "-Delimiter ';'")]
    public async Task A_table_that_was_read_with_the_wrong_separator_is_said_to_be(string table, string told)
    {
        Shell.Set("table", table);

        Shell.Result result = Run(Csv + "$table | Import-Whole | New-NocTicket @common");

        Assert.Empty(result.Warnings);
        string message = Assert.Single(await RefusedAsync(result));
        Assert.Contains("separator", message, StringComparison.Ordinal);
        Assert.Contains(told, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Macnum is missing", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_of_commas_that_was_read_by_semicolons_is_said_to_be()
    {
        string message = Assert.Single(await RefusedAsync(Run(Csv + "\"Macnum,ConfigurationId`n02145678,4200000`n39639469,4200032\" | Import-Whole | New-NocTicket @common")));

        Assert.Contains("-Delimiter ','", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-NocSite", "Store;Account\n118;HRG-4471")]
    [InlineData("Get-NocSite", "Name\tStore\nx\t118")]
    [InlineData("Get-NocConfiguration", "Macnum;Name\n02145678;x")]
    [InlineData("Get-NocConfiguration", "Site,Macnum\nx,02145678")]
    public async Task A_table_for_a_reading_that_was_read_with_the_wrong_separator_is_said_to_be(string cmdlet, string table)
    {
        Shell.Set("table", table);

        NocException error = Run(Csv + $"$table | Import-Whole | {cmdlet}").ShouldFailWith("NocValidationFailed");

        Assert.Contains("separator", error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Account = 'HRG-4471'; Stroe = '118' } | Get-NocSite", "Store")]
    [InlineData("[pscustomobject]@{ Store = '118'; Acount = 'x' }, [pscustomobject]@{ Store = '119'; Acount = 'x' } | Get-NocSite", "Account")]
    [InlineData("[pscustomobject]@{ Store = '118'; 'Account No' = 'x' } | Get-NocSite", "Account")]
    [InlineData("[pscustomobject]@{ Macnum = '02145678'; Mac_num = 'x' } | Get-NocConfiguration", "Macnum")]
    public void A_misspelt_column_of_a_reading_is_warned_of_once(string script, string parameter) =>
        Assert.Contains(parameter, Assert.Single(Run(script).Warnings, warning => warning.Contains("column", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public async Task A_row_without_any_filter_lists_no_sites()
    {
        Assert.Single(Run("[pscustomobject]@{ Shop = '118' } | Get-NocSite").Errors);
        Assert.Single(Run("'118' | Get-NocSite").Errors);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public void Exported_sites_and_configurations_come_back_without_a_warning()
    {
        Shell.Result result = Run(Csv + """
            $circuits = Get-NocSite -Search Minneapolis | Export-Text | Get-NocConfiguration -Service Broadband
            $circuits | Export-Text | New-NocTicket @common
            """).ShouldHaveNoErrors();

        Assert.Empty(result.Warnings);
        Assert.Equal(3, result.Objects<NocTicket>().Count);
    }
}
