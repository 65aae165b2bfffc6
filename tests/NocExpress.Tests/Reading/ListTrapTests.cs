using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>What servers do with pages that nobody expects: nothing is lost in silence, nothing comes twice, nothing goes on for ever.</summary>
public sealed partial class ListTrapTests : ReadingTest
{
    [Theory]
    [InlineData("empty")]
    [InlineData("notFound")]
    [InlineData("badRequest")]
    [InlineData("lastPage")]
    public async Task However_a_server_answers_for_a_page_after_the_last_the_list_is_whole(string beyond)
    {
        foreach (int count in new[] { 130, 120, 100, 40, 20 })
        {
            await ServeAsync(new { siteCount = count, sites = new { defaultSize = 20, maximumSize = 100, oversize = "refuse", pages = "honoured", beyond } });

            for (int reading = 1; reading <= 2; reading++)
            {
                Assert.Equal(SiteIds(count), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
            }
        }
    }

    [Fact]
    public async Task A_server_that_ignores_page_does_not_make_rows_come_twice()
    {
        await ServeAsync(new { siteCount = 130, sites = new { defaultSize = 20, maximumSize = 100 } });

        Reading<NocSite> sites = await ReadSitesAsync();

        NocException error = sites.ShouldBeSaidToBeIncomplete();
        Assert.Contains("100 came", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Search", error.Message, StringComparison.Ordinal);
        Assert.Equal(SiteIds(100), sites.Rows.Select(site => site.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(15)]
    public async Task Pages_that_overlap_make_no_row_come_twice_and_none_lost(int overlap)
    {
        foreach (object server in new object[]
        {
            new { defaultSize = 20, maximumSize = 100, pages = "honoured", overlap }, new { defaultSize = 20, maximumSize = 25, oversize = "refuse", pages = "honoured", overlap },
        })
        {
            await ServeAsync(new { siteCount = 730, sites = server });

            for (int reading = 1; reading <= 2; reading++)
            {
                Assert.Equal(SiteIds(730), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
            }
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(30)]
    [InlineData(130)]
    [InlineData(1000)]
    public async Task Where_each_answer_has_another_order_the_list_is_said_to_be_incomplete_or_is_whole(int count)
    {
        foreach (string pages in new[] { "honoured", "ignored" })
        {
            await ServeAsync(new { siteCount = count, sites = new { defaultSize = 20, maximumSize = 100, pages, order = "shuffled" } });

            Reading<NocSite> sites = await ReadSitesAsync();

            Assert.Equal(sites.Rows.Count, sites.Rows.Select(site => site.Id).Distinct().Count());
            Assert.True(sites.IsSaidToBeIncomplete || sites.Rows.Count == count, $"{sites.Rows.Count} of {count}, {pages}");
        }
    }

    [Fact]
    public async Task Rows_without_ids_are_told_apart_by_what_they_hold()
    {
        foreach (string pages in new[] { "honoured", "ignored" })
        {
            await ServeAsync(new { siteCount = 130, sites = new { defaultSize = 20, maximumSize = 1000, pages, withoutIds = true } });

            Reading<NocSite> sites = (await ReadSitesAsync()).ShouldHaveNoErrors();

            Assert.Equal(130, sites.Rows.Count);
            Assert.Equal(130, sites.Rows.Select(site => site.Name).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_row_that_moves_to_the_page_before_while_the_list_is_read_is_not_lost(int firstRowVanishesAfter)
    {
        foreach (object server in new object[]
        {
            new { defaultSize = 20, maximumSize = 25, oversize = "refuse", pages = "honoured", firstRowVanishesAfter },
            new { defaultSize = 20, maximumSize = 100, pages = "honoured", firstRowVanishesAfter },
            new { defaultSize = 20, pages = "honoured", firstRowVanishesAfter, withoutIds = true },
        })
        {
            await ServeAsync(new { siteCount = 130, sites = server });

            Reading<NocSite> sites = (await ReadSitesAsync()).ShouldHaveNoErrors();

            Assert.Equal(130, sites.Rows.Select(site => site.Name).Distinct().Count());
            Assert.Equal(130, sites.Rows.Count);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_row_that_appears_while_the_list_is_read_makes_no_other_come_twice(int firstRowAppearsAfter)
    {
        await ServeAsync(new { siteCount = 130, sites = new { defaultSize = 20, maximumSize = 25, oversize = "refuse", pages = "honoured", firstRowAppearsAfter } });

        Reading<NocSite> sites = (await ReadSitesAsync()).ShouldHaveNoErrors();

        Assert.Equal(sites.Rows.Count, sites.Rows.Select(site => site.Id).Distinct().Count());
        Assert.Superset(SiteIds(130).Skip(1).ToHashSet(), sites.Rows.Select(site => site.Id).ToHashSet());
    }

    [Theory]
    [InlineData("results", "object", "total", "next")]
    [InlineData("data", "object", "count", null)]
    [InlineData("unknown", "top", "total_count", "next_page")]
    [InlineData("unknown", "object", "totalCount", null)]
    [InlineData("data", "top", "total_results", "nextPage")]
    [InlineData("results", "top", null, "next")]
    [InlineData("results", "object", null, "following")]
    public async Task An_envelope_that_tells_of_more_is_believed_though_no_server_is_known_to_cut_there(string envelope, string info, string? total, string? next)
    {
        await ServeAsync(new { siteCount = 130, sites = new { defaultSize = 37, maximumSize = 73, oversize = "refuse", pages = "honoured", envelope, info, total, next } });

        for (int reading = 1; reading <= 3; reading++)
        {
            Assert.Equal(SiteIds(130), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
        }
    }

    [Theory]
    [InlineData("ignored", 5)]
    [InlineData("honoured", 5)]
    [InlineData("honoured", 5000)]
    public async Task A_total_that_is_too_large_is_told_and_not_looked_for_for_ever(string pages, int totalError)
    {
        await ServeAsync(new { siteCount = 130, sites = new { defaultSize = 20, maximumSize = 1000, pages, envelope = "results", info = "object", total = "total", totalError } });

        Reading<NocSite> sites = await ReadSitesAsync();

        Assert.Contains($"there are {130 + totalError}", sites.ShouldBeSaidToBeIncomplete().Message, StringComparison.Ordinal);
        Assert.Equal(SiteIds(130), sites.Rows.Select(site => site.Id));
        Assert.InRange((await TakeRequestsAsync("sites")).Count, 1, 10);
    }

    [Theory]
    [InlineData(-110)]
    [InlineData(-5)]
    [InlineData(-130)]
    public async Task A_total_that_is_too_small_keeps_no_row_away(int totalError)
    {
        await ServeAsync(new { siteCount = 130, sites = new { defaultSize = 20, maximumSize = 100, pages = "honoured", envelope = "data", info = "top", total = "count", totalError } });

        Assert.Equal(SiteIds(130), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
    }

    [Fact]
    public async Task A_total_that_lies_does_not_split_a_query_to_pieces()
    {
        await ServeAsync(new { siteCount = 110, configurationsPerSite = 2, configurations = new { envelope = "results", info = "object", total = "total", totalError = 3 } });

        Reading<NocConfiguration> all = await ReadConfigurationsAsync(MacnumsOf(110), ["Broadband", "DIA"]);

        all.ShouldBeSaidToBeIncomplete();
        Assert.Equal(202, all.Rows.Count);
        Assert.InRange((await TakeRequestsAsync("configurations")).Count, 1, 6);
    }

    [Fact]
    public async Task A_link_to_another_host_is_not_followed()
    {
        using StubServer other = new(StubServer.RespondWell);
        await ServeAsync(new
        {
            siteCount = 130,
            sites = new { defaultSize = 20, maximumSize = 100, pages = "honoured", envelope = "results", info = "object", total = "total", next = "next", nextHost = other.BaseUri },
        });

        Assert.Equal(130, (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Count);

        Assert.Equal(0, other.Connections);
    }

    [Fact]
    public async Task Pages_without_an_end_are_an_error_and_no_loop()
    {
        using StubServer server = new(static line => StubServer.Ok(PageOf(Numbers().Matches(line), 1000)));
        Connect(server.BaseUri);

        Reading<NocSite> sites = await ReadSitesAsync();

        Assert.Contains("no end", sites.ShouldBeSaidToBeIncomplete().Message, StringComparison.Ordinal);
        Assert.InRange(sites.Rows.Count, 500_000, 600_000);
        Assert.InRange(server.Requests.Count, 10, 600);

        static string PageOf(MatchCollection numbers, int size)
        {
            int Number(string name, int other) =>
                numbers.FirstOrDefault(number => number.Groups[1].Value == name) is { } found ? int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture) : other;
            size = Number("page_size", size);
            return "[" + string.Join(",", Enumerable.Range((Number("page", 1) - 1) * size, size).Select(id => $$"""{"id":{{id}}}""")) + "]";
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_refusal_for_the_moment_in_the_middle_costs_no_row(int skip)
    {
        foreach (int status in new[] { 429, 401, 503 })
        {
            await ServeAsync(new { siteCount = 730, sites = new { defaultSize = 20, maximumSize = 100, oversize = "refuse", pages = "honoured" } });
            await AddFaultAsync(new { method = "GET", path = "companies/sites", skip, times = 1, status, retryAfterSeconds = 0 });

            Assert.Equal(SiteIds(730), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
        }
    }

    [Fact]
    public async Task A_failure_in_the_middle_is_told_after_the_rows_that_came()
    {
        await ServeAsync(new { siteCount = 730, sites = new { defaultSize = 20, maximumSize = 100, pages = "honoured" } });
        await AddFaultAsync(new { method = "GET", path = "companies/sites", skip = 3, status = 403 });

        Reading<NocSite> sites = await ReadSitesAsync();

        Assert.Equal(NocErrorKind.PermissionDenied, Assert.Single(sites.Errors).Kind);
        Assert.Equal(SiteIds(sites.Rows.Count), sites.Rows.Select(site => site.Id));
        Assert.NotEmpty(sites.Rows);
    }

    [Fact]
    public async Task A_list_that_is_not_suspect_takes_one_request()
    {
        await ServeAsync(new { siteCount = 131 });

        Assert.Equal(131, (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Count);

        Assert.Equal("", (string?)Assert.Single(await TakeRequestsAsync("sites"))["query"]);
    }

    [GeneratedRegex("[?&]([a-z_]+)=([0-9]+)")]
    private static partial Regex Numbers();

    [Fact]
    public async Task A_list_of_just_a_usual_size_is_proven_whole_by_one_more_request()
    {
        await ServeAsync(new { siteCount = 100, sites = new { pages = "honoured" } });

        Assert.Equal(100, (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Count);

        IReadOnlyList<JsonNode> requests = await TakeRequestsAsync("sites");
        Assert.Equal(["", "?page_size=99&page=2"], requests.Select(request => (string?)request["query"]));
    }
}
