using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>What the documents leave open about configurations: the path, the owner's key and the keys of type and subtype.</summary>
public sealed class ConfigurationAnswerTests : SandboxTest
{
    private const string Path = "noc/configurations";
    private const string LongPath = "/api/v1/noc/configurations/external";
    private const string ShortPath = "/api/v1/noc/configurations";

    [Theory]
    [InlineData("external")]
    [InlineData("both")]
    public async Task The_long_path_is_kept_to_where_it_answers(string configurationsPath)
    {
        await SetBehaviourAsync(new { configurationsPath });

        Run("1..2 | ForEach-Object { Get-NocConfiguration '02145678' }").ShouldHaveNoErrors();

        Assert.Equal([LongPath, LongPath], await PathsAsync());
    }

    [Fact]
    public async Task The_short_path_is_tried_once_and_then_kept_to()
    {
        await SetBehaviourAsync(new { configurationsPath = "short" });

        Shell.Result result = Run("1..3 | ForEach-Object { Get-NocConfiguration '02145678' -Service Broadband }").ShouldHaveNoErrors();

        Assert.Equal(3, result.Output.Count);
        Assert.Equal([LongPath, ShortPath, ShortPath, ShortPath], await PathsAsync());
    }

    [Fact]
    public async Task Where_the_server_knows_neither_path_the_request_is_rejected()
    {
        await AddFaultAsync(new { path = Path, status = 404 });

        Shell.Result result = Run("Get-NocConfiguration '02145678'");

        NocException error = result.ShouldFailWith("NocRequestRejected");
        Assert.Equal(404, error.StatusCode);
        Assert.Equal("ObjectNotFound", result.Errors[0].CategoryInfo.Category.ToString());
        Assert.Equal([LongPath, ShortPath], await PathsAsync());
    }

    [Fact]
    public async Task A_later_404_on_the_path_that_has_answered_is_not_asked_elsewhere()
    {
        await AddFaultAsync(new { path = Path, status = 404, skip = 1 });

        Run("1..2 | ForEach-Object { Get-NocConfiguration '02145678' }").ShouldFailWith("NocRequestRejected");

        Assert.Equal([LongPath, LongPath], await PathsAsync());
    }

    [Theory]
    [InlineData("macnum")]
    [InlineData("site_macnum")]
    public async Task The_owner_of_a_configuration_is_found_under_each_key(string macnumKey)
    {
        await SetBehaviourAsync(new { macnumKey });

        Shell.Result result = Run("Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband").ShouldHaveNoErrors();

        Assert.Equal(["02145678", "52120842", "64602215"], Macnums(result).Order());
        Assert.Single(await RequestsAsync(Path));
    }

    [Fact]
    public async Task Where_rows_do_not_say_whose_they_are_each_macnum_is_asked_for_by_itself()
    {
        await SetBehaviourAsync(new { macnumKey = "none" });

        Shell.Result result = Run("""
            $sites = Get-NocSite -Search Minneapolis
            $sites | Get-NocConfiguration -Service Broadband
            $sites | Get-NocConfiguration -Service Broadband
            """).ShouldHaveNoErrors();

        Assert.Equal(Macnums(result).Take(3), Macnums(result).Skip(3));
        Assert.Equal(3, Macnums(result).Distinct().Count());
        Assert.Equal([4_200_000, 4_200_128, 4_200_224], result.Objects<NocConfiguration>().Take(3).Select(configuration => configuration.Id));
        Assert.Equal([3, 1, 1, 1, 1, 1, 1], (await RequestsAsync(Path)).Select(request => request.Query("macnums")!.Split(',').Length));
    }

    [Fact]
    public async Task Rows_that_did_say_whose_they_are_come_out_once()
    {
        await AddFaultAsync(new { path = Path, status = 200, times = 1, body = """[{"id": 4200000, "macnum": "02145678"}, {"id": 4200032}]""" });

        Shell.Result result = Run("Get-NocConfiguration '02145678', '39639469' -Service Broadband").ShouldHaveNoErrors();

        Assert.Equal([(4_200_000, "02145678"), (4_200_032, "39639469")], result.Objects<NocConfiguration>().Select(row => (row.Id!.Value, row.Macnum!)));
    }

    [Fact]
    public async Task A_single_macnum_owns_the_rows_that_do_not_say()
    {
        await SetBehaviourAsync(new { macnumKey = "none" });

        Shell.Result result = Run("Get-NocConfiguration '02145678'").ShouldHaveNoErrors();

        Assert.All(Macnums(result), macnum => Assert.Equal("02145678", macnum));
        Assert.Single(await RequestsAsync(Path));
    }

    [Theory]
    [InlineData("type_name", "string")]
    [InlineData("ticket_type_name", "string")]
    [InlineData("ticket_type", "string")]
    [InlineData("type_name", "list")]
    [InlineData("ticket_type_name", "list")]
    [InlineData("ticket_type", "list")]
    public async Task Under_each_pair_of_keys_one_type_and_subtype_are_found(string typeKeys, string typeForm)
    {
        await SetBehaviourAsync(new { typeKeys, typeForm });

        NocConfiguration configuration = Broadband();

        Assert.Equal(("Broadband Service Request", "Service Outage"), (configuration.TypeName, configuration.SubtypeName));
        Assert.Equal(["Broadband Service Request"], configuration.TypeNames);
        Assert.Equal(["Service Outage"], configuration.SubtypeNames);
        Assert.Equal("Broadband", configuration.Type);
        Assert.DoesNotContain(configuration.AdditionalProperties.Keys, key => key.Contains("type", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("type_name")]
    [InlineData("ticket_type_name")]
    [InlineData("ticket_type")]
    public async Task Where_several_types_are_named_none_is_the_only_one(string typeKeys)
    {
        await SetBehaviourAsync(new { typeKeys, typeForm = "several" });

        NocConfiguration configuration = Broadband();

        Assert.Equal(["Broadband Service Request", "Equipment Service Request"], configuration.TypeNames);
        Assert.Equal(5, configuration.SubtypeNames.Length);
        Assert.Null(configuration.TypeName);
        Assert.Null(configuration.SubtypeName);
    }

    [Fact]
    public async Task Where_no_type_is_named_there_is_none()
    {
        await SetBehaviourAsync(new { typeForm = "none" });

        NocConfiguration configuration = Broadband();

        Assert.Empty(configuration.TypeNames);
        Assert.Empty(configuration.SubtypeNames);
        Assert.Null(configuration.TypeName);
        Assert.Null(configuration.SubtypeName);
        Assert.Equal("Broadband", configuration.Type);
    }

    [Fact]
    public async Task The_first_key_that_names_something_wins_and_the_rest_is_kept()
    {
        const string body = """[{"id": 1, "type_name": "", "ticket_type_name": ["Zoë", "Zoë"], "ticket_type": "other", "subtype_name": {"id": 4}}]""";
        await AddFaultAsync(new { path = Path, status = 200, body });

        NocConfiguration configuration = Broadband();

        Assert.Equal("Zoë", configuration.TypeName);
        Assert.Empty(configuration.SubtypeNames);
        Assert.Equal("other", configuration.AdditionalProperties["ticket_type"]);
        Assert.True(configuration.AdditionalProperties.ContainsKey("subtype_name"));
    }

    [Fact]
    public void A_configuration_that_two_sites_share_comes_out_for_each()
    {
        using StubServer server = new(_ => StubServer.Ok("""[{"id":10,"name":"Shared"}]"""));
        ConnectTo(server.BaseUri);

        Assert.Equal(["1", "2"], Run("'1', '2' | Get-NocConfiguration").ShouldHaveNoErrors().Objects<NocConfiguration>().Select(row => row.Macnum));
    }

    private NocConfiguration Broadband() =>
        Assert.Single(Run("Get-NocConfiguration '02145678' -Service Broadband").ShouldHaveNoErrors().Objects<NocConfiguration>());

    private static List<string?> Macnums(Shell.Result result) => [.. result.Objects<NocConfiguration>().Select(configuration => configuration.Macnum)];

    private async Task<IEnumerable<string?>> PathsAsync() => (await RequestsAsync(Path)).Select(request => (string?)request["path"]);
}
