using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NocExpress.Benchmarks;

/// <summary>A server that costs as little as it can: lists are written to disk beforehand, and a create is answered without being looked at.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _sites;
    private readonly int _siteCount;
    private readonly int _latencyMs;
    private readonly CutLists _configurations;
    private int _requests;
    private long _lastTicket = 8_100_000;

    private BenchmarkServer(int sites, int latencyMs, CutLists configurations)
    {
        _latencyMs = latencyMs;
        _configurations = configurations;
        _sites = SiteFile(sites);
        _siteCount = sites;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        _application = builder.Build();
        _application.MapPost("/token", context => AnswerAsync(context, """{"token_type":"Bearer","expires_in":3600,"access_token":"benchmark"}"""));
        _application.MapGet("/api/v1/noc/companies/sites", Counted(SendSitesAsync));
        _application.MapGet("/api/v1/noc/configurations/external", Counted(SendConfigurationsAsync));
        _application.MapGet("/api/v1/noc/tickets/static", Counted(context => AnswerAsync(context, """{"ticket_issues_dropdown_values":["Circuit Down"]}""")));
        _application.MapPost("/api/v1/noc/tickets/external", Counted(CreateAsync));
    }

    public string BaseUri => _application.Urls.Single() + "/";

    /// <summary>Requests to the API since the last time it was asked.</summary>
    public int TakeRequests() => Interlocked.Exchange(ref _requests, 0);

    public static async Task<BenchmarkServer> StartAsync(int sites = 0, int latencyMs = 0, CutLists? configurations = null)
    {
        BenchmarkServer server = new(sites, latencyMs, configurations ?? new CutLists());
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    /// <summary>The macnum of a site.</summary>
    private static string Macnum(int site) => (10_000_000 + site).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Site(int i) =>
        $$"""
        {"id":{{700_000 + i}},"name":"Harborline Store #{{i}}","macnum":"{{Macnum(i)}}","site_name":"Minneapolis - Hennepin Ave {{i}}","account_name":"Harborline Retail Group","address_line_1":"{{i}} Hennepin Ave","address_line_2":null,"city":"Minneapolis","state":"MN","zip":"55401","parent_macnum":"01004471","parent_name":"Harborline Retail Group","parent_account":"HRG-4471","is_chronic":false}
        """;

    private static string SiteFile(int count)
    {
        string path = Path.Combine(Path.GetTempPath(), $"nocexpress-benchmark-{count}.json");
        if (!File.Exists(path))
        {
            string unfinished = path + "." + Environment.ProcessId;
            using (StreamWriter writer = new(unfinished))
            {
                writer.Write('[');
                for (int i = 0; i < count; i++)
                {
                    writer.Write((i == 0 ? "" : ",") + Site(i));
                }

                writer.Write(']');
            }

            File.Move(unfinished, path, overwrite: true);
        }

        return path;
    }

    private static async Task AnswerAsync(HttpContext context, string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private Task SendConfigurationsAsync(HttpContext context)
    {
        IEnumerable<(string Macnum, int Number)> rows = context.Request.Query["macnums"].ToString().Split(',')
            .SelectMany(macnum => Enumerable.Range(0, _configurations.PerSite).Select(number => (macnum, number)));
        return AnswerAsync(context, "[" + string.Join(",", _configurations.Cut(rows, context.Request.Query).Select(row =>
            $$"""{"id":{{row.Macnum}}{{row.Number}},"name":"Broadband","type":"Broadband","status":"Active","macnum":"{{row.Macnum}}","type_name":"Broadband Service Request","subtype_name":"Service Outage"}""")) + "]");
    }

    private RequestDelegate Counted(RequestDelegate answer) => async context =>
    {
        Interlocked.Increment(ref _requests);
        try
        {
            await answer(context);
        }
        catch (OperationCanceledException)
        {
            // The client has seen enough.
        }
    };

    private Task SendSitesAsync(HttpContext context)
    {
        if (context.Request.Query.ContainsKey("page_size"))
        {
            // Just so many sites may be a part of them, so that the client looks whether there are more.
            IEnumerable<int> page = new CutLists(DefaultSize: _siteCount).Cut(Enumerable.Range(0, _siteCount), context.Request.Query);
            return AnswerAsync(context, "[" + string.Join(",", page.Select(Site)) + "]");
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = new FileInfo(_sites).Length;
        return context.Response.SendFileAsync(_sites, context.RequestAborted);
    }

    private async Task CreateAsync(HttpContext context)
    {
        // As many tickets as the request has sites, which stand in its first part of that name, near the beginning.
        byte[] buffer = new byte[256 * 1024];
        string beginning = "";
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            beginning = beginning.Length < buffer.Length ? beginning + Encoding.ASCII.GetString(buffer, 0, read) : beginning;
        }

        int sites = Math.Max(1, beginning.Split("\"macnum\":").Length - 1);
        await Task.Delay(_latencyMs, context.RequestAborted);
        await AnswerAsync(context, "[" + string.Join(",", Enumerable.Range(0, sites).Select(_ => $$"""{"id":{{Interlocked.Increment(ref _lastTicket)}},"summary":"Circuit Down"}""")) + "]");
    }
}
