using System;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace NocExpress.Tests.SandboxTests;

/// <summary>The sandbox wraps its lists, and tells of their rows, as it is told to.</summary>
public sealed class EnvelopeTests : ListTest
{
    [Fact]
    public async Task By_default_sites_come_in_results_and_configurations_bare_and_nothing_is_told()
    {
        Assert.Equal(["results"], Names(await GetAsync(Sites)));
        Assert.IsType<JsonArray>(await GetAsync(Configurations("02145678")));
    }

    [Theory]
    [InlineData("results", "results")]
    [InlineData("data", "data")]
    [InlineData("unknown", "request_id,labels,records")]
    public async Task Each_list_has_an_envelope_of_its_own(string envelope, string names)
    {
        await SetAsync(new { envelope = "array", configurations = new { envelope } });

        Assert.IsType<JsonArray>(await GetAsync(Sites));
        Assert.Equal(names.Split(','), Names(await GetAsync(Configurations("02145678"))));
    }

    [Theory]
    [InlineData("results", "info")]
    [InlineData("data", "metadata")]
    [InlineData("unknown", "paging")]
    public async Task An_object_after_the_rows_tells_of_the_page(string envelope, string name)
    {
        await SetAsync(new
        {
            sites = new { defaultSize = 20, pages = "honoured", envelope, info = "object", total = "total_count", next = "next_page" },
        });

        JsonNode list = await GetAsync($"{Sites}?page=7");

        Assert.Equal(name, Names(list)[^1]);
        Assert.Equal("""{"page":7,"page_size":20,"total_count":130,"next_page":null}""", list[name]!.ToJsonString());
    }

    [Fact]
    public async Task The_top_of_the_envelope_tells_of_the_page_before_the_rows()
    {
        await SetAsync(new { sites = new { info = "top", total = "count" } });

        JsonNode list = await GetAsync(Sites);

        Assert.Equal(["page", "page_size", "count", "results"], Names(list));
        Assert.Null(list["page_size"]);
        Assert.Equal(130, (int)list["count"]!);
    }

    [Theory]
    [InlineData(-5, 125)]
    [InlineData(7, 137)]
    [InlineData(-1000, 0)]
    public async Task A_total_lies_by_as_much_as_it_is_told(int totalError, int told)
    {
        await SetAsync(new { sites = new { defaultSize = 20, info = "object", total = "total", totalError } });

        Assert.Equal(told, (int)(await GetAsync(Sites))["info"]!["total"]!);
    }

    [Fact]
    public async Task A_total_counts_what_a_filter_has_found()
    {
        int found = (await RowsAsync($"{Sites}?search=Minneapolis")).Count;
        await SetAsync(new { sites = new { defaultSize = 2, info = "object", total = "total" } });

        Assert.Equal(found, (int)(await GetAsync($"{Sites}?search=Minneapolis"))["info"]!["total"]!);
    }

    [Fact]
    public async Task The_total_of_an_endless_list_is_always_a_page_ahead()
    {
        await SetAsync(new { sites = new { defaultSize = 20, pages = "honoured", endless = true, info = "top", total = "total" } });

        Assert.Equal(40, (int)(await GetAsync(Sites))["total"]!);
        Assert.Equal(220, (int)(await GetAsync($"{Sites}?page=10"))["total"]!);
    }

    [Fact]
    public async Task The_link_to_the_next_page_keeps_the_query_and_ends_with_the_list()
    {
        await SetAsync(new { sites = new { pages = "honoured", info = "top", next = "next" } });
        string next = (string)(await GetAsync($"{Sites}?page_size=50&search=%23"))["next"]!;
        Assert.Equal(new Uri(BaseUri, $"{Sites}?page_size=50&search=%23&page=2").AbsoluteUri, next);

        JsonNode second = await GetAsync(next);
        Assert.Equal(SiteIds(51, 50), second["results"]!.AsArray().Select(row => (long)row!["id"]!));

        Assert.Null((await GetAsync((string)second["next"]!))["next"]);
    }

    [Fact]
    public async Task The_link_to_the_next_page_leads_to_the_host_that_is_told()
    {
        await SetAsync(new { sites = new { defaultSize = 20, info = "top", next = "next", nextHost = "http://192.0.2.1:8080/" } });

        Assert.Equal($"http://192.0.2.1:8080/{Sites}?page=2", (string)(await GetAsync(Sites))["next"]!);
    }

    [Fact]
    public async Task What_no_server_can_be_is_refused()
    {
        object[] impossible =
        [
            new { defaultSize = 0 },
            new { maximumSize = -1 },
            new { defaultSize = 100, maximumSize = 50 },
            new { overlap = -1 },
            new { total = "count" },
            new { next = "next" },
            new { info = "object", envelope = "array" },
            new { info = "object", total = "n", next = "n" },
            new { endless = true },
            new { endless = true, pages = "honoured", order = "shuffled" },
            new { firstRowVanishesAfter = 0 },
            new { info = "object", next = "next", nextHost = "elsewhere" },
            new { pages = "backwards" },
            new { pageLimit = 20 },
        ];

        foreach (object sites in impossible)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await TrySetAsync(new { sites }));
        }

        Assert.Equal(130, (await RowsAsync(Sites)).Count);
    }

    private static string[] Names(JsonNode list) => [.. list.AsObject().Select(pair => pair.Key)];
}
