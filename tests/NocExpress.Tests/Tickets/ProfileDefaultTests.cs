using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>What was typed goes before the row, the row before a profile's default, and a contradiction is told.</summary>
public sealed class ProfileDefaultTests : TicketTest
{
    [Theory]
    [InlineData("'New-NocTicket:TechnicianDispatchApproved' = $true", "TechnicianDispatchApproved = 'False'", "technician_dispatch_approved", "false")]
    [InlineData("'New-NocTicket:TechnicianDispatchApproved' = { $true }", "TechnicianDispatchApproved = 'no'", "technician_dispatch_approved", "false")]
    [InlineData("'*-Noc*:TechnicianDispatch*' = $true", "technician_dispatch_approved = 'False'", "technician_dispatch_approved", "false")]
    [InlineData("'New-NocTicket:technician_dispatch_approved' = $true", "TechnicianDispatchApproved = 'False'", "technician_dispatch_approved", "false")]
    [InlineData("'ticket:AutomaticEmailContact' = $false", "AutomaticEmailContact = 'True'", "automatic_email_contact", "true")]
    [InlineData("'New-NocTicket:CustomerTicketNumber' = 'INC-1'", "CustomerTicketNumber = 'INC-2'", "customer_ticket_number", "INC-2")]
    [InlineData("'New-NocTicket:PriorTicket' = 8100001", "prior_ticket = '8100002'", "prior_ticket", "8100002")]
    [InlineData("'New-NocTicket:InitialDescription' = 'a'", "InitialDescription = 'b'", "initial_description", "b")]
    [InlineData("'New-NocTicket:AutomaticEmailCcAddress' = 'a@example.com', 'b@example.com'", "AutomaticEmailCcAddress = 'c@example.com'", "automatic_email_cc_address", "c@example.com")]
    [InlineData("'New-NocTicket:ConfigurationId' = 4200032", "ConfigurationId = '4200000'", "configuration_ids", "4200000")]
    [InlineData("'New-NocTicket:GrantedTenantMacnum' = '01004471'", "GrantedTenantMacnum = '01004472'", "granted_tenant_macnum", "01004472")]
    [InlineData("'New-NocTicket:SubtypeName' = 'Intermittent Service'", "SubtypeName = 'Service Outage'", "subtype_name", "Service Outage")]
    public async Task A_row_goes_before_a_profile_s_default_and_the_contradiction_is_told(string defaults, string column, string field, string expected)
    {
        Shell.Result result = Default(defaults, $"{Row(0, column)} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal(expected, Field(await SingleCreateRequestAsync(), field));
        Assert.Contains("$PSDefaultParameterValues", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-TechnicianDispatchApproved", "TechnicianDispatchApproved = 'False'", "technician_dispatch_approved", "true")]
    [InlineData("-technician_dispatch_approved", "TechnicianDispatchApproved = 'False'", "technician_dispatch_approved", "true")]
    [InlineData("-TechnicianDispatch:$true", "TechnicianDispatchApproved = 'False'", "technician_dispatch_approved", "true")]
    [InlineData("@typed", "TechnicianDispatchApproved = 'False'", "technician_dispatch_approved", "true")]
    [InlineData("-TechnicianDispatchApproved:$false", "TechnicianDispatchApproved = 'True'", "technician_dispatch_approved", "false")]
    [InlineData("-CustomerTicketNumber INC-1", "CustomerTicketNumber = 'INC-2'", "customer_ticket_number", "INC-1")]
    [InlineData("-CustomerTicketNumber INC-3", "CustomerTicketNumber = 'INC-2'", "customer_ticket_number", "INC-3")]
    [InlineData("`\n -CustomerTicketNumber `\n INC-1", "CustomerTicketNumber = 'INC-2'", "customer_ticket_number", "INC-1")]
    public async Task What_is_typed_goes_before_the_row_whatever_the_profile_says_and_the_contradiction_is_told(string typed, string column, string field, string expected)
    {
        Shell.Result result = Default(
            "'New-NocTicket:TechnicianDispatchApproved' = $true; 'New-NocTicket:CustomerTicketNumber' = 'INC-1'",
            $"$typed = @{{ TechnicianDispatchApproved = $true }}; {Row(0, column)} | New-NocTicket @common {typed}").ShouldHaveNoErrors();

        Assert.Equal(expected, Field(await SingleCreateRequestAsync(), field));
        Assert.Contains("command line", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'New-NocTicket:TechnicianDispatchApproved' = $true", "TechnicianDispatchApproved = 'yes'", "technician_dispatch_approved", "true")]
    [InlineData("'New-NocTicket:TechnicianDispatchApproved' = $true", "TechnicianDispatchApproved = ' '", "technician_dispatch_approved", "true")]
    [InlineData("'New-NocTicket:TechnicianDispatchApproved' = $true", "", "technician_dispatch_approved", "true")]
    [InlineData("'New-NocTicket:CustomerTicketNumber' = 'INC-1'", "CustomerTicketNumber = ''", "customer_ticket_number", "INC-1")]
    [InlineData("'New-NocTicket:CustomerTicketNumber' = 'INC-1'", "CustomerTicketNumber = ' INC-1'", "customer_ticket_number", "INC-1")]
    [InlineData("'New-NocTicket:CustomerTicketNumber' = 'INC-1'; Disabled = $true", "CustomerTicketNumber = 'INC-2'", "customer_ticket_number", "INC-2")]
    [InlineData("'New-Item:CustomerTicketNumber' = 'INC-1'", "CustomerTicketNumber = 'INC-2'", "customer_ticket_number", "INC-2")]
    public async Task Where_nothing_contradicts_nothing_is_told(string defaults, string column, string field, string expected)
    {
        Shell.Result result = Default(defaults, $"{Row(0, column)} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal(expected, Field(await SingleCreateRequestAsync(), field));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_phone_number_that_is_written_in_another_way_contradicts_nothing() =>
        Assert.Empty(Run($"{Row(0, "LocalContactNumber = '612.555.0100'")} | New-NocTicket @common").ShouldHaveNoErrors().Warnings);

    [Fact]
    public async Task A_configuration_goes_before_a_profile_s_default_too()
    {
        Shell.Result result = Default(
            "'New-NocTicket:TypeName' = 'Equipment Service Request'",
            "Get-NocConfiguration -Macnum 02145678 -Service Broadband | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal("Broadband Service Request", Field(await SingleCreateRequestAsync(), "type_name"));
        Assert.Single(result.Warnings);
    }

    [Fact]
    public void A_contradiction_of_many_rows_is_told_once_with_their_count()
    {
        string rows = string.Join(", ", Enumerable.Range(0, 3).Select(site => Row(site, "TechnicianDispatchApproved = 'False'")));

        string warning = Assert.Single(Default("'New-NocTicket:TechnicianDispatchApproved' = $true", $"{rows} | New-NocTicket @common").ShouldHaveNoErrors().Warnings);

        Assert.Contains("TechnicianDispatchApproved", warning, StringComparison.Ordinal);
        Assert.Contains("3 items", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_row_goes_before_one_of_the_profile()
    {
        Shell.Set("mine", WriteFile("mine.pdf"));
        Shell.Set("profile", WriteFile("profile.pdf", 2000));

        Default("'New-NocTicket:Attachment' = $profile", $"{Row(0, "Attachment = $mine")} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal("mine.pdf", (string?)Assert.Single((await SingleCreateRequestAsync())["files"]!.AsArray())!["fileName"]);
    }

    private Shell.Result Default(string defaults, string script)
    {
        Run($"$alias:ticket = 'New-NocTicket'; $global:PSDefaultParameterValues = @{{ {defaults} }}").ShouldHaveNoErrors();
        return Run(script);
    }
}
