using System;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>Tickets for the sites of one company never go out in the name of another.</summary>
public sealed class AnotherCompanyTests : TicketTest
{
    private const string North = "$north = Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -RequestsPerMinute 100000 -GrantedTenantMacnum 01004471 -PassThru\n";
    private const string South = "$south = Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -RequestsPerMinute 100000 -GrantedTenantMacnum 01004472 -PassThru\n";
    private const string Circuits = "$circuits = Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband\n";

    [Fact]
    public async Task Circuits_that_were_read_for_one_company_open_no_tickets_over_the_connection_of_another()
    {
        string message = Assert.Single(await RefusedAsync(Run(North + Circuits + South + "$circuits | New-NocTicket @common")));

        Assert.Contains("company '01004471'", message, StringComparison.Ordinal);
        Assert.Contains("company '01004472'", message, StringComparison.Ordinal);
        Assert.Contains("-Connection", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", South, "own company", "company '01004472'")]
    [InlineData(North, "", "company '01004471'", "own company")]
    public async Task The_refusal_names_both_companies_also_where_one_is_the_client_s_own(string read, string open, string owner, string other)
    {
        string own = "Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -RequestsPerMinute 100000\n";

        string message = Assert.Single(await RefusedAsync(Run((read.Length == 0 ? own : read) + Circuits + (open.Length == 0 ? own : open) + "$circuits | New-NocTicket @common")));

        Assert.Contains(owner, message, StringComparison.Ordinal);
        Assert.Contains(other, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circuits_that_were_read_without_a_tenant_open_tickets_for_the_one_that_the_user_names_over_a_connection_that_has_one()
    {
        string own = "Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -RequestsPerMinute 100000\n";

        Run(own + Circuits + South + "$circuits | New-NocTicket @common -GrantedTenantMacnum 01004473").ShouldHaveNoErrors();

        Assert.All(await CreateRequestsAsync(), request => Assert.Equal("01004473", Field(request, "granted_tenant_macnum")));
        Assert.NotEmpty(await CreateRequestsAsync());
    }

    [Theory]
    [InlineData("$circuits | New-NocTicket @common -Connection $north", "01004471")]
    [InlineData("$circuits | New-NocTicket @common -GrantedTenantMacnum 01004473", "01004473")]
    [InlineData("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -GrantedTenantMacnum 01004471 -RequestsPerMinute 100000; $circuits | New-NocTicket @common", "01004471")]
    public async Task Circuits_open_tickets_for_the_company_that_they_were_read_for_or_that_the_user_names(string open, string tenant)
    {
        Run(North + Circuits + South + open).ShouldHaveNoErrors();

        Assert.All(await CreateRequestsAsync(), request => Assert.Equal(tenant, Field(request, "granted_tenant_macnum")));
        Assert.NotEmpty(await CreateRequestsAsync());
    }

    [Fact]
    public void Sites_that_were_read_for_one_company_are_warned_of_once_over_the_connection_of_another()
    {
        Shell.Result result = Run(North + "$sites = Get-NocSite -Search Minneapolis\n" + South + "$sites | Get-NocConfiguration -Service Broadband").ShouldHaveNoErrors();

        Assert.Contains("company '01004471'", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("company '01004472'", result.Warnings[0], StringComparison.Ordinal);
        Assert.NotEmpty(result.Output);
    }

    [Theory]
    [InlineData("$tickets = $circuits | New-NocTicket @common\n")]
    [InlineData("$tickets = $circuits | New-NocTicket @common | ForEach-Object Id | Get-NocTicket\n")]
    public void Tickets_of_one_company_are_warned_of_once_where_they_are_followed_as_another_s(string tickets)
    {
        Shell.Result result = Run(North + Circuits + tickets + South + "$tickets | Wait-NocTicket -Timeout 00:00:01 -ErrorAction SilentlyContinue");

        Assert.Contains("company '01004471'", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("company '01004472'", result.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Tickets_that_are_followed_for_their_own_company_are_not_warned_of()
    {
        Shell.Result result = Run(
            North + Circuits + "$tickets = $circuits | New-NocTicket @common\n" + South
            + "$tickets | Wait-NocTicket -Timeout 00:00:01 -ErrorAction SilentlyContinue -Connection $north");

        Assert.Empty(result.Warnings);
    }
}
