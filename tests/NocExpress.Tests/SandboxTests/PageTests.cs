using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace NocExpress.Tests.SandboxTests;

/// <summary>The sandbox cuts its lists as it is told to.</summary>
public sealed class PageTests : ListTest
{
    private const string Macnum = "02145678";

    [Fact]
    public async Task Without_settings_all_rows_come_whatever_page_is_asked_for()
    {
        Assert.Equal(SiteIds(1, 130), await IdsAsync(Sites));
        Assert.Equal(SiteIds(1, 130), await IdsAsync($"{Sites}?page=2"));
        Assert.Equal(SiteIds(1, 7), await IdsAsync($"{Sites}?page_size=7"));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(25)]
    public async Task So_many_rows_come_by_default(int defaultSize)
    {
        await SetAsync(new { sites = new { defaultSize } });

        Assert.Equal(SiteIds(1, defaultSize), await IdsAsync(Sites));
        Assert.Equal(SiteIds(1, 100), await IdsAsync($"{Sites}?page_size=100"));
    }

    [Fact]
    public async Task The_maximum_concerns_asked_sizes_alone()
    {
        await SetAsync(new { sites = new { maximumSize = 50 } });

        Assert.Equal(130, (await RowsAsync(Sites)).Count);
        Assert.Equal(50, (await RowsAsync($"{Sites}?page_size=50")).Count);
        Assert.Equal(50, (await RowsAsync($"{Sites}?page_size=51")).Count);
    }

    [Fact]
    public async Task A_size_above_the_maximum_is_refused_in_the_shape_of_FastAPI()
    {
        await SetAsync(new { sites = new { maximumSize = 50, oversize = "refuse" } });

        JsonNode error = await ErrorAsync($"{Sites}?page_size=51", HttpStatusCode.BadRequest);

        Assert.Equal(
            """{"detail":[{"loc":["query","page_size"],"msg":"Input should be less than or equal to 50","type":"value_error"}]}""",
            error.ToJsonString());
        Assert.Equal(50, (await RowsAsync($"{Sites}?page_size=50")).Count);
    }

    [Fact]
    public async Task A_refusal_takes_the_shape_that_all_errors_are_told_to_have()
    {
        await SetAsync(new { errorShape = "message", sites = new { maximumSize = 50, oversize = "refuse" } });

        JsonNode error = await ErrorAsync($"{Sites}?page_size=51", HttpStatusCode.BadRequest);

        Assert.Equal("page_size: Input should be less than or equal to 50", (string)error["message"]!);
    }

    [Fact]
    public async Task Honoured_pages_bring_all_rows_once_and_in_order()
    {
        await SetAsync(new { sites = new { defaultSize = 50, pages = "honoured" } });

        Assert.Equal(SiteIds(1, 50), await IdsAsync(Sites));
        Assert.Equal(SiteIds(1, 50), await IdsAsync($"{Sites}?page=1"));
        Assert.Equal(SiteIds(51, 50), await IdsAsync($"{Sites}?page=2"));
        Assert.Equal(SiteIds(101, 30), await IdsAsync($"{Sites}?page=3"));
        Assert.Equal(SiteIds(121, 10), await IdsAsync($"{Sites}?page=13&page_size=10"));
    }

    [Fact]
    public async Task Pages_are_those_of_what_a_filter_has_found()
    {
        IReadOnlyList<long> found = await IdsAsync($"{Sites}?search=Minneapolis");
        await SetAsync(new { sites = new { defaultSize = 5, pages = "honoured" } });

        Assert.Equal(found.Skip(5).Take(5), await IdsAsync($"{Sites}?search=Minneapolis&page=2"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("two")]
    public async Task A_page_that_is_no_number_from_1_is_refused(string page)
    {
        await SetAsync(new { sites = new { defaultSize = 50, pages = "honoured" } });

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync($"{Sites}?page={page}"));
    }

    [Fact]
    public async Task Ignored_pages_bring_the_first_rows_again()
    {
        await SetAsync(new { sites = new { defaultSize = 50 } });

        Assert.Equal(SiteIds(1, 50), await IdsAsync($"{Sites}?page=2"));
    }

    [Fact]
    public async Task Refused_pages_are_told_in_the_shape_of_FastAPI()
    {
        await SetAsync(new { sites = new { defaultSize = 50, pages = "refused" } });

        JsonNode error = await ErrorAsync($"{Sites}?page=2", HttpStatusCode.BadRequest);

        Assert.Equal("""["query","page"]""", error["detail"]![0]!["loc"]!.ToJsonString());
        Assert.Equal(SiteIds(1, 50), await IdsAsync(Sites));
    }

    [Theory]
    [InlineData(130, 50, 4)]
    [InlineData(100, 50, 3)]
    [InlineData(1, 20, 2)]
    [InlineData(0, 20, 2)]
    [InlineData(130, null, 2)]
    public async Task After_the_last_page_comes_what_the_server_is_told(int siteCount, int? defaultSize, int page)
    {
        await SetAsync(new { siteCount, sites = new { defaultSize, pages = "honoured" } });
        Assert.Empty(await RowsAsync($"{Sites}?page={page}"));

        await SetAsync(new { sites = new { defaultSize, pages = "honoured", beyond = "notFound" } });
        Assert.Equal(
            """{"detail":"Invalid page."}""", (await ErrorAsync($"{Sites}?page={page}", HttpStatusCode.NotFound)).ToJsonString());

        await SetAsync(new { sites = new { defaultSize, pages = "honoured", beyond = "badRequest" } });
        JsonNode error = await ErrorAsync($"{Sites}?page={page}", HttpStatusCode.BadRequest);
        Assert.Equal("""["query","page"]""", error["detail"]![0]!["loc"]!.ToJsonString());

        await SetAsync(new { sites = new { defaultSize, pages = "honoured", beyond = "lastPage" } });
        Assert.Equal(await IdsAsync($"{Sites}?page={page - 1}"), await IdsAsync($"{Sites}?page={page + 5}"));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("notFound")]
    [InlineData("badRequest")]
    [InlineData("lastPage")]
    public async Task The_first_page_of_an_empty_list_is_an_empty_list(string beyond)
    {
        await SetAsync(new { siteCount = 0, sites = new { defaultSize = 20, pages = "honoured", beyond } });

        Assert.Empty(await RowsAsync($"{Sites}?page=1"));
    }

    [Fact]
    public async Task Overlapping_pages_begin_with_rows_of_the_page_before_and_lose_none()
    {
        await SetAsync(new { siteCount = 58, sites = new { defaultSize = 20, pages = "honoured", overlap = 1 } });

        Assert.Equal(SiteIds(20, 20), await IdsAsync($"{Sites}?page=2"));
        Assert.Equal(SiteIds(39, 20), await IdsAsync($"{Sites}?page=3"));
        Assert.Empty(await RowsAsync($"{Sites}?page=4"));
    }

    [Fact]
    public async Task A_shuffled_list_has_the_same_rows_in_another_order_each_time()
    {
        await SetAsync(new { sites = new { order = "shuffled" } });

        IReadOnlyList<long> first = await IdsAsync(Sites);
        IReadOnlyList<long> second = await IdsAsync(Sites);

        Assert.NotEqual(first, second);
        Assert.Equal(SiteIds(1, 130), first.Order());
        Assert.Equal(SiteIds(1, 130), second.Order());
    }

    [Fact]
    public async Task Rows_have_no_ids_in_the_list_that_is_told_so()
    {
        await SetAsync(new { sites = new { withoutIds = true } });

        Assert.All(await RowsAsync(Sites), row => Assert.False(row.AsObject().ContainsKey("id")));
        Assert.All(await RowsAsync(Configurations(Macnum)), row => Assert.True(row.AsObject().ContainsKey("id")));

        await SetAsync(new { configurations = new { withoutIds = true } });
        Assert.All(await RowsAsync(Configurations(Macnum)), row => Assert.False(row.AsObject().ContainsKey("id")));
    }

    [Fact]
    public async Task A_row_that_vanishes_moves_the_first_of_page_2_to_page_1()
    {
        await SetAsync(new { sites = new { defaultSize = 20, pages = "honoured", firstRowVanishesAfter = 1 } });

        Assert.Equal(SiteIds(1, 20), await IdsAsync(Sites));
        Assert.Equal(SiteIds(22, 20), await IdsAsync($"{Sites}?page=2"));
        Assert.Equal(SiteIds(2, 20), await IdsAsync(Sites));
    }

    [Fact]
    public async Task A_row_that_appears_moves_the_last_of_page_1_to_page_2()
    {
        await SetAsync(new { sites = new { defaultSize = 20, pages = "honoured", firstRowAppearsAfter = 1 } });

        Assert.Equal(SiteIds(2, 20), await IdsAsync(Sites));
        Assert.Equal(SiteIds(21, 20), await IdsAsync($"{Sites}?page=2"));
        Assert.Equal(SiteIds(1, 20), await IdsAsync(Sites));
    }

    [Fact]
    public async Task Refused_requests_do_not_count_among_those_after_which_a_list_changes()
    {
        await SetAsync(new { sites = new { maximumSize = 50, oversize = "refuse", firstRowVanishesAfter = 1 } });
        await StatusAsync($"{Sites}?page_size=51");

        Assert.Equal(130, (await RowsAsync(Sites)).Count);
        Assert.Equal(129, (await RowsAsync(Sites)).Count);
    }

    [Fact]
    public async Task Endless_pages_are_each_full_of_new_sites()
    {
        await SetAsync(new { siteCount = 30, sites = new { defaultSize = 20, pages = "honoured", endless = true } });
        List<JsonNode> rows = [];
        for (int page = 1; page <= 30; page++)
        {
            IReadOnlyList<JsonNode> more = await RowsAsync($"{Sites}?page={page}");
            Assert.Equal(20, more.Count);
            rows.AddRange(more);
        }

        Assert.Equal(600, rows.Select(row => (long)row["id"]!).Distinct().Count());
        string[] macnums = [.. rows.Select(row => (string?)row["macnum"]).OfType<string>()];
        Assert.Equal(macnums.Length, macnums.Distinct().Count());
    }

    [Fact]
    public async Task Endless_pages_are_each_full_of_new_configurations()
    {
        await SetAsync(new { configurations = new { pages = "honoured", endless = true } });

        IReadOnlyList<long> first = await IdsAsync(Configurations(Macnum));
        IReadOnlyList<long> tenth = await IdsAsync($"{Configurations(Macnum)}&page=10");

        Assert.Equal((100, 100), (first.Count, tenth.Count));
        Assert.Equal(200, first.Concat(tenth).Distinct().Count());
    }

    [Fact]
    public async Task Each_list_has_settings_of_its_own()
    {
        await SetAsync(new
        {
            configurationsPerSite = 40,
            sites = new { defaultSize = 20 },
            configurations = new { defaultSize = 3, maximumSize = 4, pages = "honoured" },
        });

        Assert.Equal(20, (await RowsAsync(Sites)).Count);
        Assert.Equal([4_200_000, 4_200_001, 4_200_023], await IdsAsync(Configurations(Macnum)));
        Assert.Equal([4_200_024], await IdsAsync($"{Configurations(Macnum)}&page=2"));
        Assert.Equal(4, (await RowsAsync($"{Configurations(Macnum)}&page_size=5")).Count);
    }
}
