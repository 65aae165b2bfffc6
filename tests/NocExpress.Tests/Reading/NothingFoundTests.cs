using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>What was asked for by name and brought nothing gets no ticket: it is told once, at the end.</summary>
public sealed class NothingFoundTests : SandboxTest
{
    protected override SandboxOptions Options => base.Options with { Sites = 400 };

    [Fact]
    public async Task Sixty_one_stores_of_a_spreadsheet_take_few_requests_and_the_missing_are_told()
    {
        Shell.Result result = Run("""
            118..176 + 9998, 9999 | ForEach-Object { [pscustomobject]@{ Store = "$_" } } | Get-NocSite
            """).ShouldHaveNoErrors();

        Assert.Equal(Enumerable.Range(700_001, 59).Select(id => (long?)id), result.Objects<NocSite>().Select(site => site.Id).Order());
        string warning = Assert.Single(result.Warnings);
        Assert.StartsWith("2 of what was asked for", warning, StringComparison.Ordinal);
        Assert.Contains("store '9998', store '9999'", warning, StringComparison.Ordinal);
        Assert.Contains("spreadsheet", warning, StringComparison.Ordinal);
        Assert.InRange((await RequestsAsync("sites")).Count, 11, 14);
    }

    [Theory]
    [InlineData("Search", "'Minneapolis', 'Chicago', 'Boston', 'Fargo', 'Denver', 'Tulsa', 'Austin', 'Dallas', 'Houston', 'Phoenix', 'Tucson', 'Boise', 'Seattle', 'Portland', 'Quincy', 'Buffalo', 'Brooklyn', 'Omaha', 'Madison', 'Des Moines', 'Santa Fe', 'Saint Paul'")]
    [InlineData("Account", "'Northgate Tire & Auto LLC', 'Lakeland Pharmacy LLC', 'Café Zoë LLC', 'Summit Outdoor Supply LLC', 'Blue Heron Books LLC', 'Peña Blanca Market LLC', 'Prairie Hardware LLC', 'Old Mill Bakery LLC', 'Cascade Optical LLC', 'Redwood Pet Supply LLC', 'O''Malley''s Grill LLC', '02145678', '39639469', '77133260', '52120842', '64602215', '14627051', '89614633', '27108424', '02096006', '39589797', '77083588'")]
    [InlineData("Store", "@(118..140 | ForEach-Object { \"$_\" })")]
    public async Task A_look_up_in_the_list_finds_what_the_server_would(string filter, string values)
    {
        string[] alone = [.. Run($"{values} | ForEach-Object {{ Get-NocSite -{filter} $_ -WarningAction SilentlyContinue }}").ShouldHaveNoErrors().Objects<NocSite>().Select(site => $"{site.Id}").Distinct().Order()];
        await ClearRequestsAsync();

        Shell.Result together = Run($"Get-NocSite -{filter} {values} -WarningAction SilentlyContinue").ShouldHaveNoErrors();

        Assert.Equal(alone, together.Objects<NocSite>().Select(site => $"{site.Id}").Order());
        Assert.NotEmpty(alone);
    }

    [Fact]
    public void Every_value_of_a_search_is_asked_for_since_the_server_alone_knows_what_it_looks_at()
    {
        using StubServer server = new(static request => StubServer.IsForToken(request) ? StubServer.RespondWell(request) : StubServer.Ok(Found(request)));

        ConnectTo(server.BaseUri);
        Shell.Result result = Run("0..24 | ForEach-Object { [pscustomobject]@{ Search = \"Town$_\" } } | Get-NocSite");

        Assert.Equal(26, result.ShouldHaveNoErrors().Objects<NocSite>().Count);

        // One site is found by its address alone.
        static string Found(string request)
        {
            string own = Regex.Match(request, "search=Town([0-9]+)") is { Success: true } asked ? asked.Groups[1].Value : "";
            IEnumerable<string> sites = Enumerable.Range(0, 25).Select(i => i.ToString(CultureInfo.InvariantCulture))
                .Where(i => own.Length == 0 || i == own).Select(i => $$"""{"id":1{{i}},"name":"Town{{i}}","address_line_1":"Main St"}""");
            IEnumerable<string> other = own is "" or "15" ? ["""{"id":7,"name":"Elsewhere","address_line_1":"Road to Town15"}"""] : [];
            return $"[{string.Join(",", sites.Concat(other))}]";
        }
    }

    [Fact]
    public void A_store_is_named_with_the_zeros_that_the_connection_has_seen()
    {
        using StubServer server = new(static request => StubServer.IsForToken(request)
            ? StubServer.RespondWell(request)
            : StubServer.Ok(request.Contains("store=", StringComparison.Ordinal) ? "[]" : """[{"id":1,"name":"A","store":"00118"}]"""));

        ConnectTo(server.BaseUri);
        Shell.Result result = Run("""
            $null = Get-NocSite
            Get-NocSite -Store 118
            """);

        Assert.Contains("118 may be '00118'", Assert.Single(result.ShouldHaveNoErrors().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_few_values_are_asked_for_one_by_one_and_none_twice()
    {
        Run("'118', '119', '118', '120' | ForEach-Object { [pscustomobject]@{ Store = $_ } } | Get-NocSite").ShouldHaveNoErrors();

        Assert.Equal(["118", "119", "120"], (await RequestsAsync("sites")).Select(request => request.Query("store")));
    }

    [Fact]
    public void A_site_that_several_rows_find_comes_out_once()
    {
        Shell.Result result = Run("[pscustomobject]@{ Store = '118' }, [pscustomobject]@{ Search = 'Northgate Tire & Auto #118' } | Get-NocSite").ShouldHaveNoErrors();

        Assert.Single(result.Output);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("-Search 'Nowhere'", "search 'Nowhere'")]
    [InlineData("-Account 'HRG-1'", "account 'HRG-1'")]
    [InlineData("-Store 7", "store '7'")]
    public void A_filter_that_finds_no_site_is_told(string filter, string told) =>
        Assert.Contains(told, Assert.Single(Run($"Get-NocSite {filter}").ShouldHaveNoErrors().Warnings), StringComparison.Ordinal);

    [Fact]
    public void Macnums_without_configurations_are_told_with_the_zeros_that_the_connection_has_seen()
    {
        Shell.Result result = Run("""
            $null = Get-NocSite
            '39639469', '2145678', '7777' | Get-NocConfiguration -Service Broadband
            """).ShouldHaveNoErrors();

        string warning = Assert.Single(result.Warnings);
        Assert.StartsWith("2 of what was asked for brought no configuration", warning, StringComparison.Ordinal);
        Assert.Contains("macnum '2145678', macnum '7777'", warning, StringComparison.Ordinal);
        Assert.Contains("2145678 may be '02145678'", warning, StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Of_many_that_brought_nothing_the_first_ten_are_named_and_all_are_counted()
    {
        string warning = Assert.Single(Run("1..250 | ForEach-Object { \"X$_\" } | Get-NocConfiguration -Service Broadband").ShouldHaveNoErrors().Warnings);

        Assert.StartsWith("250 of", warning, StringComparison.Ordinal);
        Assert.Contains("macnum 'X10' and 240 more.", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("spreadsheet", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circuit_that_is_found_at_one_of_many_sites_is_no_reason_to_warn()
    {
        Assert.Empty(Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband -ServiceId 'BB-4200000'").ShouldHaveNoErrors().Warnings);

        string warning = Assert.Single(Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -ServiceId 'BB-1'").ShouldHaveNoErrors().Warnings);
        Assert.Contains("service id 'BB-1'", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_is_not_said_to_have_brought_nothing()
    {
        await AddFaultAsync(new { path = "sites", status = 400 });
        await AddFaultAsync(new { path = "configurations", status = 400 });

        Assert.Empty(Run("Get-NocSite -Store 118, 9999; '02145678' | Get-NocConfiguration").Warnings);
    }

    [Fact]
    public async Task Configurations_of_other_sites_are_left_out_and_counted()
    {
        await SetBehaviourAsync(new { foreignConfigurations = 3 });

        Shell.Result result = Run("'02145678', '39639469' | Get-NocConfiguration -Service Broadband").ShouldHaveNoErrors();

        Assert.Equal(["02145678", "39639469"], result.Objects<NocConfiguration>().Select(row => row.Macnum));
        Assert.StartsWith("3 configurations came of sites that were not asked for", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-NocSite -Store 118 -Search $null", "-Search")]
    [InlineData("Get-NocSite -Store 118 -Account ''", "-Account")]
    [InlineData("Get-NocSite -Store 118, ' '", "-Store")]
    [InlineData("[pscustomobject]@{ Store = '118' } | Get-NocSite -Search $never", "-Search")]
    public async Task A_filter_that_is_given_and_empty_is_refused_by_its_name(string script, string parameter)
    {
        Assert.Contains(parameter, Run(script).ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public void A_blank_cell_beside_a_full_one_is_no_filter() =>
        Assert.Single(Run("[pscustomobject]@{ Store = '118'; Search = '' } | Get-NocSite").ShouldHaveNoErrors().Output);
}
