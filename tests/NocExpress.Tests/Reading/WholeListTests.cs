using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>Lists of servers with every default and maximum that is known of, with pages and without: all rows come, once, in order, or it is said.</summary>
public sealed class WholeListTests : ReadingTest
{
    public static TheoryData<int?, int?, string> Servers()
    {
        TheoryData<int?, int?, string> servers = [];
        foreach (int? defaultSize in new int?[] { 20, 25, 50, null })
        {
            foreach (int? maximumSize in new int?[] { 50, 100, 1000, null })
            {
                servers.Add(defaultSize, maximumSize, "lower");
                servers.Add(defaultSize, maximumSize, "refuse");
            }
        }

        return servers;
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task All_sites_come_from_a_server_with_pages(int? defaultSize, int? maximumSize, string oversize)
    {
        foreach (int count in new[] { 130, 100, 20, 1, 0 })
        {
            await ServeAsync(new { siteCount = count, sites = new { defaultSize, maximumSize, oversize, pages = "honoured" } });
            await TakeRequestsAsync("sites");

            for (int reading = 1; reading <= 3; reading++)
            {
                Assert.Equal(SiteIds(count), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
            }

            Assert.InRange((await TakeRequestsAsync("sites")).Count, 3, 30);
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task All_sites_come_from_a_server_without_pages_or_it_is_said(int? defaultSize, int? maximumSize, string oversize)
    {
        foreach (string pages in new[] { "ignored", "refused" })
        {
            foreach (int count in new[] { 130, 100, 20, 1, 0 })
            {
                await ServeAsync(new { siteCount = count, sites = new { defaultSize, maximumSize, oversize, pages } });

                for (int reading = 1; reading <= 3; reading++)
                {
                    Reading<NocSite> sites = await ReadSitesAsync();
                    if (!sites.IsSaidToBeIncomplete)
                    {
                        Assert.Equal(SiteIds(count), sites.ShouldHaveNoErrors().Rows.Select(site => site.Id));
                    }

                    Assert.Equal(SiteIds(sites.Rows.Count), sites.Rows.Select(site => site.Id));
                }
            }
        }
    }

    [Theory]
    [InlineData(20, 1000, "refuse", 130)]
    [InlineData(20, 1000, "lower", 130)]
    [InlineData(20, null, "lower", 130)]
    [InlineData(null, 50, "refuse", 130)]
    [InlineData(20, 200, "refuse", 130)]
    [InlineData(20, 250, "refuse", 204)]
    public async Task A_server_without_pages_that_gives_enough_at_once_gives_all_sites(int? defaultSize, int? maximumSize, string oversize, int count)
    {
        await ServeAsync(new { siteCount = count, sites = new { defaultSize, maximumSize, oversize } });

        for (int reading = 1; reading <= 3; reading++)
        {
            Assert.Equal(SiteIds(count), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task All_configurations_come_with_pages_and_without(int? defaultSize, int? maximumSize, string oversize)
    {
        string[] macnums = MacnumsOf(110);
        foreach (string pages in new[] { "honoured", "ignored", "refused" })
        {
            await ServeAsync(new { siteCount = 110, configurationsPerSite = 2, configurations = new { defaultSize, maximumSize, oversize, pages } });

            for (int reading = 1; reading <= 2; reading++)
            {
                Reading<NocConfiguration> all = (await ReadConfigurationsAsync(macnums, ["Broadband", "DIA"])).ShouldHaveNoErrors();
                Assert.Equal(macnums.SelectMany(macnum => new[] { macnum, macnum }), all.Rows.Select(row => row.Macnum));
                Assert.Equal(2 * macnums.Length, all.Rows.Select(row => row.Id).Distinct().Count());
                Assert.Empty(all.Summary!.Empty);
            }
        }
    }

    [Theory]
    [InlineData("honoured")]
    [InlineData("ignored")]
    public async Task A_single_site_with_more_services_than_a_page_holds_comes_whole(string pages)
    {
        await ServeAsync(new { siteCount = 3, configurationsPerSite = 483, configurations = new { defaultSize = 20, maximumSize = 50, oversize = "refuse", pages } });

        Reading<NocConfiguration> all = (await ReadConfigurationsAsync(MacnumsOf(3))).ShouldHaveNoErrors();

        Assert.Equal(3 * 483, all.Rows.Select(row => (row.Macnum, row.Id)).Distinct().Count());
        Assert.Equal(3 * 483, all.Rows.Count);
    }

    [Fact]
    public async Task A_service_with_more_rows_than_a_page_holds_is_said_to_be_incomplete_with_its_site()
    {
        await ServeAsync(new { siteCount = 1, configurationsPerSite = 23 * 30, configurations = new { defaultSize = 20, maximumSize = 25 } });

        Reading<NocConfiguration> all = await ReadConfigurationsAsync(MacnumsOf(1));

        Assert.NotEmpty(all.Errors);
        Assert.True(all.IsSaidToBeIncomplete);
        Assert.All(all.Errors, error => Assert.Contains("02145678", error.Message, System.StringComparison.Ordinal));
        Assert.Equal(all.Rows.Count, all.Rows.Select(row => row.Id).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(130)]
    [InlineData(1000)]
    public async Task A_page_size_of_the_user_is_that_of_an_answer_and_not_of_the_list(int pageSize)
    {
        foreach (object server in new object[]
        {
            new { pages = "honoured" }, new { pages = "honoured", maximumSize = 50 }, new { pages = "honoured", maximumSize = 50, oversize = "refuse" }, new { pages = "ignored" },
        })
        {
            await ServeAsync(new { siteCount = 129, sites = server });
            Assert.Equal(SiteIds(129), (await ReadSitesAsync(pageSize)).ShouldHaveNoErrors().Rows.Select(site => site.Id));
        }
    }

    [Fact]
    public async Task A_search_is_not_taken_for_whole_where_the_server_goes_by_its_default_in_place_of_a_large_size()
    {
        await ServeAsync(new { siteCount = 1200, sites = new { defaultSize = 20, maximumSize = 100, oversize = "disregard" } });

        for (int reading = 1; reading <= 2; reading++)
        {
            Reading<NocSite> found = await ReadSitesAsync(search: "Chicago");
            Assert.True(found.IsSaidToBeIncomplete || found.Rows.Count == 30, $"{found.Rows.Count} came, and nothing was said.");
        }
    }

    [Theory]
    [InlineData(null, null, "lower")]
    [InlineData(20, null, "lower")]
    [InlineData(20, 100, "lower")]
    [InlineData(20, 100, "refuse")]
    [InlineData(null, 100, "refuse")]
    public async Task A_search_of_just_a_usual_size_is_proven_whole_without_pages_by_a_longer_list(int? defaultSize, int? maximumSize, string oversize)
    {
        await ServeAsync(new { siteCount = 400, sites = new { defaultSize, maximumSize, oversize } });

        for (int reading = 1; reading <= 2; reading++)
        {
            Assert.Equal(10, (await ReadSitesAsync(search: "Chicago")).ShouldHaveNoErrors().Rows.Count);
        }

        await ChangeAsync(new { sites = new { defaultSize = 10, maximumSize = 10 } });
        (await ReadSitesAsync(search: "Chicago")).ShouldBeSaidToBeIncomplete();
    }

    [Fact]
    public async Task What_was_learnt_of_a_server_spares_requests()
    {
        await ServeAsync(new { siteCount = 1000, sites = new { defaultSize = 20, maximumSize = 100, oversize = "refuse", pages = "honoured" } });
        await ReadSitesAsync();
        await TakeRequestsAsync("sites");

        await ReadSitesAsync();

        Assert.InRange((await TakeRequestsAsync("sites")).Count, 10, 12);
    }

    [Fact]
    public async Task A_server_that_changes_its_mind_is_believed_anew()
    {
        List<object> servers =
        [
            new { }, new { defaultSize = 20 }, new { defaultSize = 20, maximumSize = 100, oversize = "refuse", pages = "honoured" },
            new { defaultSize = 20, maximumSize = 50, oversize = "refuse", pages = "honoured" }, new { defaultSize = 25, maximumSize = 100, oversize = "lower", pages = "honoured" },
            new { defaultSize = 20, maximumSize = 1000, pages = "ignored" }, new { defaultSize = 50, maximumSize = 50, pages = "honoured" }, new { },
        ];
        await ServeAsync(new { siteCount = 130 });
        foreach (object server in servers.Concat(servers.AsEnumerable().Reverse()))
        {
            await ChangeAsync(new { sites = server });
            Assert.Equal(SiteIds(130), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
        }
    }
}
