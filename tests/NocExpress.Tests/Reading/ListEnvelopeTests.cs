using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>Where in an answer its list stands.</summary>
public sealed class ListEnvelopeTests : ReadingTest
{
    [Theory]
    [InlineData("""{"request_id": "1", "labels": ["a", "b"], "records": [{"id": 1}, {"id": 2}]}""")]
    [InlineData("""{"records": [{"id": 1}, {"id": 2}], "request_id": "1", "labels": []}""")]
    [InlineData("""{"response": {"sites": [{"id": 1}, {"id": 2}]}, "took": 3}""")]
    [InlineData("""{"errors": [], "warnings": [{"code": 7}], "records": [{"id": 1}, {"id": 2}]}""")]
    [InlineData("""{"columns": [{"id": 9}], "data": [{"id": 1}, {"id": 2}]}""")]
    [InlineData("""{"data": [{"id": 1}, {"id": 2}], "columns": [{"id": 9}]}""")]
    [InlineData("""{"results": [null, {"id": 1}, null, {"id": 2}], "next": null}""")]
    [InlineData(" [{\"id\": 1}, {\"id\": 2}] \r\n\t ")]
    [InlineData("{\"results\": [{\"id\": 1}, {\"id\": 2}]}\n")]
    public async Task The_list_is_found(string body) =>
        Assert.Equal([1, 2], (await ReadAsync(body)).ShouldHaveNoErrors().Rows.Select(site => site.Id));

    [Theory]
    [InlineData("""{"request_id": "1", "records": []}""")]
    [InlineData("""{"results": []}""")]
    [InlineData("""{"labels": ["a"], "records": [], "total": 0}""")]
    public async Task A_list_of_nothing_is_empty_and_no_error(string body) => Assert.Empty((await ReadAsync(body)).ShouldHaveNoErrors().Rows);

    [Theory]
    [InlineData("""{"sites": [{"id": 1}], "companies": [{"id": 2}]}""", "several lists")]
    [InlineData("""{"labels": ["a"]}""", "no list")]
    [InlineData("""{"success": false, "errors": [{"id": 7}]}""", "no list")]
    [InlineData("""{"detail": [{"msg": "no"}]}""", "no list")]
    [InlineData("""{"records": [{"id": 1}]""", "breaks off")]
    public async Task Where_no_list_is_meant_for_sure_none_is_read(string body, string told)
    {
        Reading<NocSite> sites = await ReadAsync(body);

        NocException error = Assert.Single(sites.Errors);
        Assert.Equal(NocErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Empty(sites.Rows);
    }

    [Fact]
    public async Task A_long_list_under_an_unknown_name_is_read_as_it_arrives()
    {
        await ServeAsync(new { siteCount = 5001, sites = new { envelope = "unknown", info = "object", total = "count" } });

        Assert.Equal(SiteIds(5001), (await ReadSitesAsync()).ShouldHaveNoErrors().Rows.Select(site => site.Id));
    }

    [Theory]
    [InlineData("""{"success": false, "error": "tenant suspended", "data": []}""", 0, "tenant suspended")]
    [InlineData("""{"success": false, "error": "backend timeout: partial result", "data": [{"id": 1}, {"id": 2}]}""", 2, "partial result")]
    [InlineData("""{"data": [{"id": 1}], "errors": [{"msg": "shard 3 is away"}]}""", 1, "shard 3 is away")]
    [InlineData("""{"results": [{"id": 1}], "error": {"code": "E17", "message": "quota"}}""", 1, "quota")]
    [InlineData("""{"results": [{"id": 1}], "success": "false"}""", 1, "success is false")]
    public async Task A_list_that_says_that_something_went_wrong_is_an_error_with_the_words_of_the_server(string body, int rows, string said)
    {
        Reading<NocSite> sites = await ReadAsync(body);

        NocException error = Assert.Single(sites.Errors);
        Assert.Equal(NocErrorKind.UnexpectedResponse, error.Kind);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains(said, Assert.Single(error.ServerErrors, words => words.Contains(said, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(rows, sites.Rows.Count);
    }

    [Theory]
    [InlineData("""{"success": true, "error": null, "data": [{"id": 1}]}""")]
    [InlineData("""{"success": "true", "error": "", "errors": [], "data": [{"id": 1}]}""")]
    [InlineData("""{"error": false, "error_count": 0, "data": [{"id": 1}]}""")]
    public async Task A_list_that_says_that_nothing_went_wrong_is_none(string body) => Assert.Single((await ReadAsync(body)).ShouldHaveNoErrors().Rows);

    [Theory]
    [InlineData("""{"results": [{"id": 1}], "account_count_hint": "x", "accounts": 7, "page": 1, "page_size": 7, "elapsed_ms": 153}""")]
    [InlineData("""{"results": [{"id": 1}], "links": {"self": "/x?page=1", "next": null}, "meta": {"total_pages": 1, "hasMore": false}}""")]
    [InlineData("""{"results": [{"id": 1}], "info": {"count": 1, "total": 1, "next_page": 0, "is_truncated": false}}""")]
    public async Task What_is_no_hint_of_more_costs_no_request(string body)
    {
        using StubServer server = new(_ => StubServer.Ok(body));
        Connect(server.BaseUri);

        Assert.Single((await ReadSitesAsync()).ShouldHaveNoErrors().Rows);

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"links": {"next": {"href": "https://elsewhere.example/"}}, "results": [{"id": 1}]}""")]
    [InlineData("""{"results": [{"id": 1}], "meta": {"pagination": {"totalElements": 2}}}""")]
    [InlineData("""{"results": [{"id": 1}], "page": {"number": 1, "totalPages": 2}}""")]
    [InlineData("""{"results": [{"id": 1}], "has_more": true}""")]
    [InlineData("""{"results": [{"id": 1}], "has_more": "true"}""")]
    [InlineData("""{"results": [{"id": 1}], "info": {"records": 45}}""")]
    [InlineData("""{"links": [{"rel": "self", "href": "/x"}, {"rel": "next", "href": "/y"}], "results": [{"id": 1}]}""")]
    [InlineData("""{"results": [{"id": 1}], "last": "https://elsewhere.example/x?size=1&page=2"}""")]
    public async Task A_hint_of_more_that_nothing_comes_of_is_told(string body)
    {
        using StubServer server = new(_ => StubServer.Ok(body));
        Connect(server.BaseUri);

        Reading<NocSite> sites = await ReadSitesAsync();

        sites.ShouldBeSaidToBeIncomplete();
        Assert.Single(sites.Rows);
    }

    [Theory]
    [InlineData("Link: </sites?page=2>; rel=\"next\"\r\n")]
    [InlineData("Link: </sites?page=1>; rel=first, </sites?page=2>; rel=next\r\n")]
    [InlineData("X-Total-Count: 45\r\n")]
    public async Task A_hint_of_more_in_the_head_is_told(string headers)
    {
        using StubServer server = new(_ => StubServer.Ok("""[{"id": 1}]"""u8.ToArray(), headers));
        Connect(server.BaseUri);

        (await ReadSitesAsync()).ShouldBeSaidToBeIncomplete();
    }

    private async Task<Reading<NocSite>> ReadAsync(string body)
    {
        using StubServer server = new(_ => StubServer.Ok(body));
        Connect(server.BaseUri);
        return await ReadSitesAsync();
    }
}
