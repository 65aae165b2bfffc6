using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace NocExpress.Tests.SandboxTests;

/// <summary>The sandbox writes its rows, and has as many of them, as it is told to.</summary>
public sealed class RowTests : ListTest
{
    private const string Macnum = "02145678";

    [Theory]
    [InlineData("type_name", null, "subtype_name")]
    [InlineData("ticket_type_name", null, "ticket_subtype_name")]
    [InlineData("ticket_type", null, "ticket_subtype")]
    [InlineData("ticket_types", null, "ticket_subtypes")]
    [InlineData("type_name", "sub_type_name", "sub_type_name")]
    [InlineData("ticket_type", "ticket_sub_type", "ticket_sub_type")]
    public async Task A_configuration_names_its_ticket_type_under_the_keys_that_are_told(
        string typeKeys, string? subtypeKey, string expected)
    {
        await SetAsync(new { typeKeys, subtypeKey });

        JsonNode row = await BroadbandAsync();

        Assert.Equal("Broadband Service Request", (string)row[typeKeys]!);
        Assert.Equal("Service Outage", (string)row[expected]!);
        Assert.Equal("Broadband", (string)row["type"]!);
    }

    [Theory]
    [InlineData("type")]
    [InlineData("category")]
    public async Task Keys_that_would_hide_one_another_are_refused(string typeKeys) =>
        Assert.Equal(HttpStatusCode.BadRequest, await TrySetAsync(new { typeKeys }));

    [Theory]
    [InlineData("string", false)]
    [InlineData("list", true)]
    public async Task Ticket_types_are_objects_with_names_alone_or_in_lists(string typeForm, bool inList)
    {
        await SetAsync(new { typeForm, typesAs = "object" });

        JsonNode row = await BroadbandAsync();
        JsonNode type = inList ? Assert.Single(row["type_name"]!.AsArray())! : row["type_name"]!;
        JsonNode subtype = inList ? Assert.Single(row["subtype_name"]!.AsArray())! : row["subtype_name"]!;

        Assert.Equal(("Broadband Service Request", "Service Outage"), ((string)type["name"]!, (string)subtype["name"]!));
        Assert.Equal(JsonValueKind.Number, type["id"]!.GetValueKind());
    }

    [Fact]
    public async Task Type_and_status_of_a_configuration_are_objects_with_names()
    {
        await SetAsync(new { typeAndStatusAs = "object" });

        JsonNode row = await BroadbandAsync();

        Assert.Equal(("Broadband", "Active"), ((string)row["type"]!["name"]!, (string)row["status"]!["name"]!));
    }

    [Theory]
    [InlineData("text", "\"02145678\"")]
    [InlineData("number", "2145678")]
    [InlineData("trimmed", "\"2145678\"")]
    public async Task Macnums_of_both_lists_are_written_as_is_told(string macnumForm, string expected)
    {
        await SetAsync(new { macnumForm });

        Assert.Equal(expected, (await RowsAsync(Sites))[0]["macnum"]!.ToJsonString());
        Assert.Equal(expected, (await BroadbandAsync())["macnum"]!.ToJsonString());
    }

    [Theory]
    [InlineData("site_macnum", "site_macnum")]
    [InlineData("none", null)]
    public async Task The_owner_of_a_configuration_is_under_the_key_that_is_told(string macnumKey, string? expected)
    {
        await SetAsync(new { macnumKey });

        JsonObject row = (await BroadbandAsync()).AsObject();

        Assert.Equal(expected, row.Select(pair => pair.Key).SingleOrDefault(key => key.EndsWith("macnum", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Foreign_configurations_come_in_front_and_belong_to_sites_that_exist()
    {
        await SetAsync(new { foreignConfigurations = 3 });

        IReadOnlyList<JsonNode> rows = await RowsAsync(Configurations(Macnum, "Broadband"));

        Assert.Equal(4, rows.Count);
        Assert.Equal(Macnum, (string)rows[3]["macnum"]!);
        HashSet<string> known = [.. (await RowsAsync(Sites)).Select(site => (string?)site["macnum"]).OfType<string>()];
        Assert.All(rows.Take(3), row => Assert.Contains((string)row["macnum"]!, known));
        Assert.DoesNotContain(rows.Take(3), row => (string)row["macnum"]! == Macnum);
        Assert.All(rows, row => Assert.Equal("Broadband", (string)row["type"]!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task The_customer_has_as_many_sites_as_is_told(int siteCount)
    {
        await SetAsync(new { siteCount });

        Assert.Equal(SiteIds(1, siteCount), await IdsAsync(Sites));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(1_000)]
    public async Task Each_site_has_as_many_configurations_as_is_told(int configurationsPerSite)
    {
        await SetAsync(new { configurationsPerSite });
        string macnums = string.Join(",", (await RowsAsync(Sites)).Select(site => (string?)site["macnum"]).OfType<string>().Take(3));
        const string Every = "Broadband,DIA,Private IP,Granite Switched Ethernet,MPLS,GRID,Rebill - DIA,Rebill - Broadband,Hosted PBX,"
            + "ePOTS,SIP,Toll-Free Number,RCF,Mobility Access / M2M,EPIK,Wireless Voice,Proactive Ticketing,Advanced Monitoring,"
            + "Managed SD-WAN,Managed Switch,Managed Wi-Fi,Managed Starlink,edgeboot";

        IReadOnlyList<JsonNode> rows = await RowsAsync(Configurations(macnums, Every));

        Assert.Equal(3 * configurationsPerSite, rows.Select(row => (long)row["id"]!).Distinct().Count());
        Assert.All(rows.CountBy(row => (string)row["macnum"]!), site => Assert.Equal(configurationsPerSite, site.Value));
        Assert.Equal(Math.Min(23, configurationsPerSite), rows.Select(row => (string)row["type"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_ticket_can_be_opened_for_any_of_many_configurations_of_a_site()
    {
        await SetAsync(new { configurationsPerSite = 1_000 });
        string macnum = (string)(await RowsAsync(Sites))[1]["macnum"]!;
        IReadOnlyList<long> ids = await IdsAsync(Configurations(macnum, "DIA"));

        using MultipartFormDataContent form = new();
        Dictionary<string, string> fields = new()
        {
            ["issue_name"] = "Circuit Down",
            ["type_name"] = "Multi-Site Service Request",
            ["subtype_name"] = "Multi-Site Outage",
            ["configuration_ids"] = ids[^1].ToString(CultureInfo.InvariantCulture),
            ["contact_name"] = "NOC desk",
            ["contact_email_address"] = "noc@example.com",
            ["automatic_email_cc"] = "false",
            ["local_contact_name"] = "Store manager",
            ["local_contact_number"] = "6125550100",
            ["access_hours"] = "8am-5pm CT",
            ["sites"] = $$"""[{"macnum":"{{macnum}}","maintenance_window":"Anytime"}]""",
        };
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        using HttpResponseMessage response = await PostAsync("api/v1/noc/tickets/external", form);

        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        Assert.Contains($"\"configurations\":[{{\"id\":{ids[^1]},", body, StringComparison.Ordinal);
    }

    private async Task<JsonNode> BroadbandAsync() => Assert.Single(await RowsAsync(Configurations(Macnum, "Broadband")));
}
