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

public sealed class ConfigurationTests : SandboxTest
{
    private const string Path = "noc/configurations";

    [Theory]
    [InlineData("array")]
    [InlineData("results")]
    [InlineData("data")]
    public async Task Each_envelope_gives_the_same_configurations(string envelope)
    {
        await SetBehaviourAsync(new { envelope, extraFields = true });

        Shell.Result result = Run("Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband").ShouldHaveNoErrors();

        Assert.Equal([4_200_000, 4_200_128, 4_200_224], result.Objects<NocConfiguration>().Select(configuration => configuration.Id));
    }

    [Fact]
    public void A_configuration_has_its_fields()
    {
        NocConfiguration configuration = Assert.Single(Run("Get-NocConfiguration 02145678 -Service Broadband").ShouldHaveNoErrors().Objects<NocConfiguration>());

        Assert.Equal((4_200_000, 4_200_000), (configuration.Id, configuration.ConfigurationId));
        Assert.Equal("Broadband - Northgate Tire & Auto #118", configuration.Name);
        Assert.Equal(("Broadband", "Active", "02145678"), (configuration.Type, configuration.Status, configuration.Macnum));
        Assert.Equal("Minneapolis - Hennepin Ave", configuration.SiteName);
        Assert.Equal(("Broadband Service Request", "Service Outage"), (configuration.TypeName, configuration.SubtypeName));
    }

    [Fact]
    public async Task Unknown_fields_are_kept()
    {
        await SetBehaviourAsync(new { extraFields = true });

        Shell.Result result = Run("""
            $extra = (Get-NocConfiguration 02145678 -Service Broadband).AdditionalProperties
            $extra['service_id']; $extra['x_links']['history'][1]; $extra.ContainsKey('serial_number')
            """).ShouldHaveNoErrors();

        Assert.Equal("BB-4200000|two|True", string.Join('|', result.Output));
    }

    [Fact]
    public async Task Without_a_service_the_configurations_of_every_service_are_asked_for()
    {
        Run("Get-NocConfiguration 02145678").ShouldHaveNoErrors();

        JsonNode request = Assert.Single(await RequestsAsync());
        Assert.Equal("/api/v1/noc/configurations/external", (string?)request["path"]);
        string[] services = request.Query("services")!.Split(',');
        Assert.Equal(23, services.Distinct().Count());
        Assert.Contains("Mobility Access / M2M", services);
        Assert.Contains("Rebill - DIA", services);
        Assert.Null(request.Query("page_size"));
    }

    [Fact]
    public async Task The_filters_go_to_the_server()
    {
        Shell.Result result = Run("""
            Get-NocConfiguration -Macnum 02145678 -Service broadband, DIA, BROADBAND -ServiceId 'BB-4200000' -PageSize 9
            Get-NocConfiguration -Macnum 02145678 -SerialNumber 'SN 1&2'
            """).ShouldHaveNoErrors();

        Assert.Equal(4_200_000, Assert.Single(result.Objects<NocConfiguration>()).Id);
        IReadOnlyList<JsonNode> requests = await RequestsAsync(Path);
        Assert.Equal(("Broadband,DIA", "BB-4200000", "9"), (requests[0].Query("services"), requests[0].Query("search_service_id"), requests[0].Query("page_size")));
        Assert.Equal("SN 1&2", requests[1].Query("search_serial_number"));
    }

    [Fact]
    public async Task An_unknown_service_is_refused_before_any_request()
    {
        Shell.Result result = Shell.Try("Get-NocSite | Get-NocConfiguration -Service Broadband, Brodband");

        NocException error = result.ShouldFailWith("NocValidationFailed");
        Assert.NotNull(result.Terminating);
        Assert.Equal("InvalidData", result.Errors[0].CategoryInfo.Category.ToString());
        Assert.Contains("'Brodband'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Managed Starlink", error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_page_size_does_not_cut_the_list(int pageSize)
    {
        Shell.Result result = Run($"Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband -PageSize {pageSize}").ShouldHaveNoErrors();

        Assert.Equal(3, result.Output.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task A_site_without_a_macnum_is_named_and_the_others_go_on()
    {
        Shell.Result result = Shell.Try("Get-NocSite | Get-NocConfiguration -Service Broadband");

        NocException error = result.ShouldFailWith("NocValidationFailed");
        Assert.Null(result.Terminating);
        Assert.Contains("O'Malley's Grill #128", error.Message, StringComparison.Ordinal);
        Assert.Equal(700_011, Assert.IsType<NocSite>(Unwrapped(result.Errors[0].TargetObject)).Id);
        Assert.Equal(11, result.Objects<NocConfiguration>().Select(configuration => configuration.Macnum).Distinct().Count());
        Assert.Equal(11, Assert.Single(await RequestsAsync(Path)).Query("macnums")!.Split(',').Length);
    }

    [Fact]
    public async Task Macnums_are_asked_for_in_batches_and_each_once()
    {
        Shell.Result result = Run("""
            $sites = Get-NocSite | Where-Object Macnum
            $sites + $sites[0..3] | Get-NocConfiguration -Service Broadband -BatchSize 4 -ThrottleLimit 1
            """).ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> requests = await RequestsAsync(Path);
        Assert.Equal([4, 4, 3], requests.Select(request => request.Query("macnums")!.Split(',').Length));
        Assert.Equal(11, requests.SelectMany(request => request.Query("macnums")!.Split(',')).Distinct().Count());
        Assert.Equal(11, result.Objects<NocConfiguration>().Select(configuration => configuration.Id).Distinct().Count());
        Assert.Equal(11, result.Output.Count);
    }

    [Fact]
    public async Task A_batch_that_fails_does_not_keep_the_next_from_being_asked_for()
    {
        await AddFaultAsync(new { path = Path, status = 400, times = 1 });

        Shell.Result result = Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband -BatchSize 6 -ThrottleLimit 1");

        result.ShouldFailWith("NocRequestRejected");
        Assert.Equal(5, result.Output.Count);
        Assert.Contains("02145678", Assert.IsType<string[]>(result.Errors[0].TargetObject));
    }

    [Theory]
    [InlineData("'02145678', '39639469' | Get-NocConfiguration")]
    [InlineData("Get-NocConfiguration 02145678, 39639469")]
    [InlineData("Get-NocConfiguration -Macnum ' 02145678', 39639469, '02145678 '")]
    [InlineData("'02145678', 39639469 | Get-NocConfiguration")]
    [InlineData("[pscustomobject]@{ Macnum = '02145678' }, [pscustomobject]@{ Macnum = 39639469 } | Get-NocConfiguration")]
    [InlineData("[pscustomobject]@{ Macnum = '02145678', '39639469' } | Get-NocConfiguration")]
    public async Task Texts_numbers_and_objects_are_all_taken_for_macnums(string script)
    {
        Shell.Result result = Run(script.Replace("Get-NocConfiguration 02145678", "Get-NocConfiguration '02145678'", StringComparison.Ordinal)).ShouldHaveNoErrors();

        Assert.Equal("02145678,39639469", Assert.Single(await RequestsAsync(Path)).Query("macnums"));
        Assert.Equal(["02145678", "39639469"], result.Objects<NocConfiguration>().Select(configuration => configuration.Macnum).Distinct());
    }

    [Theory]
    [InlineData("Get-NocConfiguration -Macnum '02145678,39639469'")]
    [InlineData("Get-NocConfiguration -Macnum ' '")]
    [InlineData("[pscustomobject]@{ Macnum = $null } | Get-NocConfiguration")]
    [InlineData("[pscustomobject]@{ Name = 'no macnum' } | Get-NocConfiguration")]
    public async Task A_text_that_is_no_macnum_is_refused_without_a_request(string script)
    {
        Run(script).ShouldFailWith("NocValidationFailed");
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_satisfied_pipeline_stops_at_once()
    {
        await AddFaultAsync(new { path = Path, skip = 1, silent = true });
        Stopwatch watch = Stopwatch.StartNew();

        Shell.Result result = Run("Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband -BatchSize 1 -ThrottleLimit 1 | Select-First 1").ShouldHaveNoErrors();

        Assert.Single(result.Output);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), watch.Elapsed.ToString());
        Assert.Single(await RequestsAsync(Path));
    }

    [Fact]
    public void A_service_that_is_refused_before_anything_was_sent_is_safe_to_retry() =>
        Assert.True(Run("Get-NocConfiguration 02145678 -Service Nothing").ShouldFailWith("NocValidationFailed").SafeToRetry);

    private static object? Unwrapped(object? target) => target is System.Management.Automation.PSObject wrapped ? wrapped.BaseObject : target;
}
