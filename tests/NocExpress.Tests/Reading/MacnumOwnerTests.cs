using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>Whose a configuration is, where servers make numbers of macnums, or send what nobody asked for.</summary>
public sealed class MacnumOwnerTests : ReadingTest
{
    [Theory]
    [InlineData("macnum")]
    [InlineData("site_macnum")]
    public async Task A_macnum_that_comes_back_as_a_number_or_without_zeros_is_the_one_that_was_asked_for(string macnumKey)
    {
        foreach (string macnumForm in new[] { "text", "number", "trimmed" })
        {
            await ServeAsync(new { siteCount = 60, configurationsPerSite = 1, macnumForm, macnumKey });
            string[] macnums = MacnumsOf(60);

            Reading<NocConfiguration> all = (await ReadConfigurationsAsync(macnums, ["Broadband"])).ShouldHaveNoErrors();

            Assert.Equal(macnums, all.Rows.Select(row => row.Macnum));
            Assert.Empty(all.Summary!.Empty);
            Assert.Equal(0, all.Summary.Foreign);
        }
    }

    [Fact]
    public async Task Configurations_of_macnums_that_were_not_asked_for_do_not_come_out()
    {
        await ServeAsync(new { siteCount = 60, configurationsPerSite = 1, foreignConfigurations = 7 });

        foreach (string[] macnums in new[] { MacnumsOf(5), MacnumsOf(1) })
        {
            Reading<NocConfiguration> all = (await ReadConfigurationsAsync(macnums, ["Broadband"])).ShouldHaveNoErrors();

            Assert.Equal(macnums, all.Rows.Select(row => row.Macnum));
            Assert.Equal(7, all.Summary!.Foreign);
        }
    }

    [Fact]
    public async Task Two_macnums_that_are_one_number_are_told_apart_by_asking_for_each()
    {
        using StubServer server = new(line => StubServer.Ok(
            line.Contains("macnums=0123&", StringComparison.Ordinal) ? """[{"id": 1, "macnum": 123}]"""
            : line.Contains("macnums=123&", StringComparison.Ordinal) ? """[{"id": 2, "macnum": 123}]"""
            : """[{"id": 1, "macnum": 123}, {"id": 2, "macnum": 123}]"""));
        Connect(server.BaseUri);

        Reading<NocConfiguration> all = (await ReadConfigurationsAsync(["0123", "123"])).ShouldHaveNoErrors();

        Assert.Equal([("0123", 1), ("123", 2)], all.Rows.Select(row => (row.Macnum!, row.Id!.Value)));
    }

    [Fact]
    public async Task A_macnum_that_was_asked_for_without_its_zeros_comes_back_with_them()
    {
        using StubServer server = new(static _ => StubServer.Ok("""[{"id": 1, "macnum": "02145678"}]"""));
        Connect(server.BaseUri);

        Reading<NocConfiguration> all = (await ReadConfigurationsAsync(["2145678", "99"])).ShouldHaveNoErrors();

        Assert.Equal("02145678", Assert.Single(all.Rows).Macnum);
        Assert.Equal(["99"], all.Summary!.Empty);
    }

    [Fact]
    public async Task The_key_that_names_a_site_that_was_asked_for_says_whose_a_row_is()
    {
        using StubServer server = new(static _ => StubServer.Ok("""[{"id": 1, "macnum": "01004471", "site_macnum": "12"}]"""));
        Connect(server.BaseUri);

        Reading<NocConfiguration> all = (await ReadConfigurationsAsync(["12", "13"])).ShouldHaveNoErrors();

        Assert.Equal("12", Assert.Single(all.Rows).Macnum);
        Assert.Equal("01004471", all.Rows[0].AdditionalProperties["macnum"]);
    }

    [Theory]
    [InlineData("type_name", null)]
    [InlineData("ticket_type_name", null)]
    [InlineData("ticket_type", null)]
    [InlineData("ticket_type", "ticket_sub_type")]
    [InlineData("ticket_type", "subtype")]
    [InlineData("type_name", "sub_type")]
    [InlineData("type_name", "sub_type_name")]
    [InlineData("ticket_types", "sub_types")]
    [InlineData("type_names", "subtypes")]
    [InlineData("ticket_type_names", "ticket_subtypes")]
    public async Task Ticket_types_are_found_under_each_key_and_in_each_shape(string typeKeys, string? subtypeKey)
    {
        foreach (string typesAs in new[] { "string", "object" })
        {
            foreach (string typeForm in new[] { "string", "list" })
            {
                await ServeAsync(new { typeKeys, subtypeKey, typesAs, typeForm, typeAndStatusAs = typesAs });

                NocConfiguration configuration = Assert.Single((await ReadConfigurationsAsync(MacnumsOf(1), ["Broadband"])).ShouldHaveNoErrors().Rows);

                Assert.Equal(("Broadband Service Request", "Service Outage"), (configuration.TypeName, configuration.SubtypeName));
                Assert.Equal(("Broadband", "Active"), (configuration.Type, configuration.Status));
            }
        }
    }
}
