using System;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>Given and empty is not "not given": a variable that was never set leaves nothing out without a word.</summary>
public sealed class EmptyParameterTests : TicketTest
{
    [Theory]
    [InlineData("CustomerTicketNumber", "$never")]
    [InlineData("CustomerTicketNumber", "''")]
    [InlineData("CustomerTicketNumber", "\"`t \"")]
    [InlineData("PriorTicket", "$never")]
    [InlineData("PriorTicket", "''")]
    [InlineData("InitialDescription", "$never")]
    [InlineData("Macnum", "$never")]
    [InlineData("ConfigurationId", "$never")]
    [InlineData("ConfigurationId", "4200000, $never")]
    [InlineData("ConfigurationId", "@()")]
    [InlineData("TypeName", "$never")]
    [InlineData("SubtypeName", "' '")]
    [InlineData("IssueName", "$never")]
    [InlineData("MaintenanceWindow", "$never")]
    [InlineData("AccessHours", "' '")]
    [InlineData("ContactName", "$never")]
    [InlineData("ContactEmailAddress", "$never")]
    [InlineData("LocalContactName", "''")]
    [InlineData("LocalContactNumber", "$never")]
    [InlineData("AdditionalContact", "$never")]
    [InlineData("AutomaticEmailCcAddress", "$never")]
    [InlineData("AutomaticEmailCcAddress", "''")]
    [InlineData("AutomaticEmailCcAddress", "'a@example.com', $never")]
    [InlineData("Attachment", "$never")]
    [InlineData("Attachment", "''")]
    [InlineData("LiteralAttachment", "$never")]
    [InlineData("GrantedTenantMacnum", "$never")]
    [InlineData("GrantedTenantMacnum", "' '")]
    [InlineData("JournalPath", "$never")]
    [InlineData("JournalPath", "' '")]
    [InlineData("Connection", "$never")]
    public async Task A_parameter_of_a_ticket_that_is_given_and_empty_is_refused_by_its_name(string parameter, string value)
    {
        string[] messages = [.. await RefusedAsync(Run($"$given = @{{ {parameter} = {value} }}; foreach ($name in $given.Keys) {{ $common.Remove($name) }}; {Row()} | New-NocTicket @common @given"))];

        Assert.Contains("-" + parameter, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_parameters_that_are_given_and_empty_are_named_at_once()
    {
        string message = Assert.Single(await RefusedAsync(Open("-CustomerTicketNumber $never -PriorTicket ''")));

        Assert.Contains("-CustomerTicketNumber", message, StringComparison.Ordinal);
        Assert.Contains("-PriorTicket", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-NocConfiguration -Macnum 02145678 -ServiceId {0}", "-ServiceId")]
    [InlineData("Get-NocConfiguration -Macnum 02145678 -SerialNumber {0}", "-SerialNumber")]
    [InlineData("Get-NocConfiguration -Macnum 02145678 -Service {0}", "-Service")]
    [InlineData("Get-NocConfiguration -Macnum 02145678 -Service Broadband, {0}", "-Service")]
    [InlineData("Get-NocConfiguration -Macnum {0}", "acnum")]
    [InlineData("Get-NocConfiguration -Macnum 02145678, {0}", "-Macnum")]
    [InlineData("Get-NocIssue -TypeName {0}", "-TypeName")]
    [InlineData("Get-NocIssue -TypeName Broadband -SubtypeName {0}", "-SubtypeName")]
    [InlineData("Get-NocSite -GrantedTenantMacnum {0}", "-GrantedTenantMacnum")]
    [InlineData("Get-NocSite -Store 118 -Account {0}", "-Account")]
    [InlineData("Get-NocTicket -Id 1 -GrantedTenantMacnum {0}", "-GrantedTenantMacnum")]
    [InlineData("Invoke-NocRequest api/v1/noc/companies/sites -GrantedTenantMacnum {0}", "-GrantedTenantMacnum")]
    public async Task A_parameter_of_a_reading_that_is_given_and_empty_is_refused_by_its_name(string script, string named)
    {
        foreach (string value in new[] { "$never", "''", "' '" })
        {
            NocException error = Run(string.Format(null, script, value)).ShouldFailWith("NocValidationFailed");

            Assert.Contains(named, error.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(await RequestsAsync(), request => ((string)request["query"]!).Contains("macnum", StringComparison.Ordinal) && named == "-GrantedTenantMacnum");
    }

    [Theory]
    [InlineData("-GrantedTenantMacnum $never", "-GrantedTenantMacnum")]
    [InlineData("-GrantedTenantMacnum ' '", "-GrantedTenantMacnum")]
    [InlineData("-Scope $never", "-Scope")]
    [InlineData("-Scope ' '", "-Scope")]
    [InlineData("-PacingPath ''", "-PacingPath")]
    [InlineData("-Proxy $never", "-Proxy")]
    [InlineData("-ProxyCredential $never", "-ProxyCredential")]
    [InlineData("-Certificate $never", "-Certificate")]
    public void A_parameter_of_a_connect_that_is_given_and_empty_is_refused_and_leaves_no_connection_behind(string parameters, string named)
    {
        Assert.Contains(named, Connect(parameters).ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Run("Get-NocSite").ShouldFailWith("NocNotConnected");
    }

    [Theory]
    [InlineData("-AdditionalContact @()")]
    [InlineData("-Attachment @()")]
    [InlineData("-AutomaticEmailCcAddress @()")]
    public async Task A_list_of_what_is_added_may_hold_nothing(string parameters)
    {
        Open(parameters).ShouldHaveNoErrors();

        Assert.Single(await CreateRequestsAsync());
    }

    [Fact]
    public void A_blank_cell_of_a_table_is_not_given_in_a_reading_either()
    {
        Run("[pscustomobject]@{ TypeName = 'Broadband Service Request'; SubtypeName = '' } | Get-NocIssue").ShouldHaveNoErrors();
        Run("[pscustomobject]@{ Store = '118'; Account = ' ' } | Get-NocSite").ShouldHaveNoErrors();
    }
}
