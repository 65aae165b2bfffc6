using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

public sealed class SiteTests : SandboxTest
{
    private const string Path = "companies/sites";

    [Theory]
    [InlineData("array")]
    [InlineData("results")]
    [InlineData("data")]
    public async Task Each_envelope_gives_the_same_sites(string envelope)
    {
        await SetBehaviourAsync(new { envelope, extraFields = true });

        IReadOnlyList<NocSite> sites = Run("Get-NocSite").ShouldHaveNoErrors().Objects<NocSite>();

        Assert.Equal(Enumerable.Range(700_001, 12).Select(id => (long?)id), sites.Select(site => site.Id));
    }

    [Fact]
    public async Task Unknown_fields_are_kept_with_what_is_nested_in_them()
    {
        await SetBehaviourAsync(new { extraFields = true });

        Shell.Result result = Run("""
            $extra = (Get-NocSite -Store 118).AdditionalProperties
            $extra['x_region']; $extra['x_weight']; $extra.ContainsKey('x_reserved'); $null -eq $extra['x_reserved']; $extra['x_links']['history']
            """).ShouldHaveNoErrors();

        Assert.Equal("Upper Midwest|1.5|True|True|1|two|True", string.Join('|', result.Output));
    }

    [Fact]
    public void Documented_fields_are_properties_and_not_additional()
    {
        NocSite site = Assert.Single(Run("Get-NocSite -Store 120").ShouldHaveNoErrors().Objects<NocSite>());

        Assert.Equal(700_003, site.Id);
        Assert.Equal("Café Zoë #120", site.Name);
        Assert.Equal("Des Moines - Locust St", site.SiteName);
        Assert.Equal("Café Zoë LLC", site.AccountName);
        Assert.EndsWith(" Locust St", site.AddressLine1, StringComparison.Ordinal);
        Assert.StartsWith("Suite ", site.AddressLine2, StringComparison.Ordinal);
        Assert.Equal(("Des Moines", "IA", "50309"), (site.City, site.State, site.Zip));
        Assert.Equal(("01004471", "Harborline Retail Group", "HRG-4471"), (site.ParentMacnum, site.ParentName, site.ParentAccount));
        Assert.Empty(site.AdditionalProperties);
    }

    [Fact]
    public void Leading_zeros_and_flags_survive()
    {
        IReadOnlyList<NocSite> sites = Run("Get-NocSite").Objects<NocSite>();

        Assert.Equal("02145678", sites[0].Macnum);
        Assert.Equal("02116", sites[9].Zip);
        Assert.Equal([3, 11], sites.Index().Where(site => site.Item.IsChronic == true).Select(site => site.Index));
        Assert.Equal(10, sites.Count(site => site.IsChronic == false));
    }

    [Fact]
    public void A_field_of_a_site_that_is_left_out_or_sent_as_null_is_null()
    {
        IReadOnlyList<NocSite> sites = Run("Get-NocSite").ShouldHaveNoErrors().Objects<NocSite>();

        Assert.Null(sites[0].AddressLine2);
        Assert.Null(sites[5].SiteName);
        Assert.Null(sites[6].AccountName);
        Assert.Null(sites[9].ParentMacnum);
        Assert.Null(sites[9].ParentName);
        Assert.Null(sites[10].Macnum);
    }

    [Fact]
    public async Task A_field_of_another_type_is_converted_where_nothing_is_lost_and_else_kept()
    {
        const string body = """
            [{"id": 9007199254740993, "zip": 55408, "is_chronic": "true"}, {"id": "9007199254740993"}, {"id": "A-7", "name": ["x"], "is_chronic": "perhaps"}]
            """;
        await AddFaultAsync(new { path = Path, status = 200, body });

        IReadOnlyList<NocSite> sites = Run("Get-NocSite").ShouldHaveNoErrors().Objects<NocSite>();

        Assert.Equal([9007199254740993, 9007199254740993, null], sites.Select(site => site.Id));
        Assert.Equal(("55408", true), (sites[0].Zip, sites[0].IsChronic));
        Assert.Null(sites[2].Name);
        Assert.Null(sites[2].IsChronic);
        Assert.Equal("A-7", sites[2].AdditionalProperties["id"]);
        Assert.Equal(["id", "is_chronic", "name"], sites[2].AdditionalProperties.Keys.Order());
    }

    [Fact]
    public async Task An_empty_list_is_no_error()
    {
        Assert.Empty(Run("Get-NocSite -Search 'nowhere at all'").ShouldHaveNoErrors().Output);
        Assert.Single(await RequestsAsync(Path));
    }

    [Fact]
    public async Task The_filters_go_to_the_server_as_they_are()
    {
        Run("Get-NocSite -Search 'Café & Zoë+?#' -Account 'HRG-4471' -Store '120' -PageSize 7").ShouldHaveNoErrors();

        JsonNode request = Assert.Single(await RequestsAsync());
        Assert.Equal("GET", (string?)request["method"]);
        Assert.Equal("/api/v1/noc/companies/sites", (string?)request["path"]);
        Assert.Equal("Café & Zoë+?#", request.Query("search"));
        Assert.Equal(("HRG-4471", "120", "7"), (request.Query("account"), request.Query("store"), request.Query("page_size")));
        Assert.Null(request.Query("granted_tenant_macnum"));
    }

    [Fact]
    public async Task Without_a_filter_no_query_is_sent()
    {
        Run("Get-NocSite").ShouldHaveNoErrors();

        Assert.Equal("", (string?)Assert.Single(await RequestsAsync(Path))["query"]);
    }

    [Fact]
    public async Task Filters_bind_from_the_pipeline_by_property_name()
    {
        Shell.Result result = Run("""
            [pscustomobject]@{ Search = 'Minneapolis' }, [pscustomobject]@{ Account = 'Café Zoë LLC'; Store = '120' } | Get-NocSite
            """).ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> requests = await RequestsAsync(Path);
        Assert.Equal(["Minneapolis", null], requests.Select(request => request.Query("search")));
        Assert.Equal([null, "120"], requests.Select(request => request.Query("store")));
        Assert.Equal([null, "Café Zoë LLC"], requests.Select(request => request.Query("account")));
        Assert.Equal([700_001, 700_005, 700_008, 700_003], result.Objects<NocSite>().Select(site => site.Id));
    }

    [Fact]
    public async Task Several_values_of_a_filter_give_no_site_twice()
    {
        Shell.Result result = Run("Get-NocSite -Search Minneapolis, Hennepin, Chicago").ShouldHaveNoErrors();

        Assert.Equal([700_001, 700_005, 700_008, 700_009], result.Objects<NocSite>().Select(site => site.Id));
        Assert.Equal(["Minneapolis", "Hennepin", "Chicago"], (await RequestsAsync(Path)).Select(request => request.Query("search")));
    }

    [Theory]
    [InlineData("Get-NocSite -Search ''")]
    [InlineData("Get-NocSite -Search $null")]
    [InlineData("Get-NocSite -Search @()")]
    [InlineData("Get-NocSite -Account ' ' -Store ''")]
    [InlineData("[pscustomobject]@{ Search = ''; Store = '' } | Get-NocSite")]
    public async Task Blank_filters_do_not_list_the_whole_company(string script)
    {
        Shell.Result result = Shell.Try(script);

        result.ShouldFailWith("NocValidationFailed");
        Assert.Null(result.Terminating);
        Assert.Empty(await RequestsAsync());
    }

    [Theory]
    [InlineData(12)]
    [InlineData(5)]
    [InlineData(13)]
    public void A_page_size_does_not_cut_the_list(int pageSize)
    {
        Shell.Result result = Run($"Get-NocSite -PageSize {pageSize}").ShouldHaveNoErrors();

        Assert.Equal(12, result.Output.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task A_filter_of_the_pipeline_that_is_refused_does_not_keep_the_next_from_being_asked()
    {
        await AddFaultAsync(new { path = Path, status = 400, times = 1 });

        Shell.Result result = Run("[pscustomobject]@{ Search = 'Boston' }, [pscustomobject]@{ Search = 'Chicago' } | Get-NocSite");

        result.ShouldFailWith("NocRequestRejected");
        Assert.Equal("Chicago", Assert.Single(result.Objects<NocSite>()).City);
    }

    [Fact]
    public async Task A_satisfied_pipeline_stops_at_once()
    {
        await AddFaultAsync(new { path = Path, skip = 1, silent = true });
        Stopwatch watch = Stopwatch.StartNew();

        Shell.Result result = Run("Get-NocSite -Search Minneapolis, Chicago | Select-First 1").ShouldHaveNoErrors();

        Assert.Single(result.Output);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task A_search_of_a_list_that_is_refused_does_not_keep_the_next_from_being_asked()
    {
        await AddFaultAsync(new { path = Path, status = 400, times = 1 });

        Shell.Result result = Run("Get-NocSite -Search Boston, Chicago");

        result.ShouldFailWith("NocRequestRejected");
        Assert.Single(result.Output);
    }
}
