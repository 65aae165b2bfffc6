using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using NocExpress.Sandbox;
using Xunit;

namespace NocExpress.Tests.SandboxTests;

/// <summary>The pages of other sites, in the browser of who runs a sandbox, neither change it nor read it.</summary>
public sealed class ForeignSiteTests : ListTest
{
    protected override SandboxOptions Options => base.Options with { Behaviour = """{"siteCount":40}""" };

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost.example.com")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_change_that_another_site_sends_is_refused(string origin)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, new Uri(BaseUri, "_sandbox/behaviour")) { Content = JsonContent.Create(new { siteCount = 1 }) };
        request.Headers.TryAddWithoutValidation("Origin", origin);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(request));
        Assert.Equal(40, (int)(await GetAsync("_sandbox/behaviour"))["siteCount"]!);
    }

    [Fact]
    public async Task A_change_that_the_page_of_the_sandbox_sends_is_made()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, new Uri(BaseUri, "_sandbox/behaviour")) { Content = JsonContent.Create(new { siteCount = 1 }) };
        request.Headers.Add("Origin", BaseUri.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(request));
        Assert.Equal(1, (int)(await GetAsync("_sandbox/behaviour"))["siteCount"]!);
    }

    [Theory]
    [InlineData("_sandbox/tickets", "rebound.example.com")]
    [InlineData("_sandbox/page/events", "rebound.example.com:5080")]
    [InlineData("_sandbox/requests", "localhost.example.com")]
    [InlineData("", "127.0.0.1.example.com")]
    public async Task A_name_that_was_led_here_reads_nothing(string path, string host)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(BaseUri, path)) { Headers = { Host = host } };

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(request));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("[::1]:8080")]
    [InlineData("192.168.0.7")]
    public async Task The_sandbox_is_controlled_by_an_address_also_through_a_forwarded_port(string host)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(BaseUri, "_sandbox/tickets")) { Headers = { Host = host } };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(request));
    }

    [Fact]
    public async Task The_endpoints_of_the_vendor_take_any_name()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(BaseUri, Sites)) { Headers = { Host = "api.example.com" } };

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(request));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpRequestMessage request)
    {
        using HttpClient client = new();
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}
