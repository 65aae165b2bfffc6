using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace NocExpress.Tests.Support;

/// <summary>What a gateway does with a request.</summary>
internal enum GatewayFault
{
    /// <summary>Passes it on.</summary>
    None,

    /// <summary>Answers that the server is busy, and passes nothing on.</summary>
    Busy,

    /// <summary>Answers that the token has come to its end.</summary>
    Expired,

    /// <summary>Hangs up before it passes it on.</summary>
    CutBefore,

    /// <summary>Passes it on, and hangs up instead of the answer.</summary>
    CutAfter,
}

/// <summary>Stands before Azurite, counts what goes to the table, and fails as it is told.</summary>
internal sealed class TableGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private TableGateway(WebApplication app) => _app = app;

    /// <summary>Decides by method, path and body.</summary>
    public Func<string, string, string, GatewayFault> Fault { get; set; } = static (_, _, _) => GatewayFault.None;

    /// <summary>Method and path of all that came.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public int Port { get; private set; }

    public static async Task<TableGateway> StartAsync(Azurite azurite)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        TableGateway gateway = new(app);
        app.Run(context => gateway.PassAsync(context, azurite));
        await app.StartAsync();
        IServerAddressesFeature listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        gateway.Port = new Uri(listening.Addresses.Single()).Port;
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context, Azurite azurite)
    {
        HttpRequest request = context.Request;
        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync();
        _requests.Enqueue($"{request.Method} {request.Path}");
        GatewayFault fault = Fault(request.Method, request.Path, body);
        if (fault is GatewayFault.Busy or GatewayFault.Expired)
        {
            context.Response.StatusCode = fault == GatewayFault.Busy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status403Forbidden;
            string code = fault == GatewayFault.Busy ? "ServerBusy" : "AuthenticationFailed";
            context.Response.Headers["x-ms-error-code"] = code;
            context.Response.ContentType = "application/json;odata=minimalmetadata";
            await context.Response.WriteAsJsonAsync(
                new Dictionary<string, object> { ["odata.error"] = new { code, message = new { lang = "en-US", value = "Server failed." } } });
            return;
        }

        if (fault == GatewayFault.CutBefore)
        {
            context.Abort();
            return;
        }

        Uri target = new UriBuilder(new Uri(request.GetEncodedUrl())) { Port = azurite.Port }.Uri;
        using HttpRequestMessage passed = new(new HttpMethod(request.Method), target);
        if (body.Length > 0 || request.Method is "POST" or "PUT" or "MERGE")
        {
            passed.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        }

        foreach ((string name, StringValues values) in request.Headers
            .Where(header => header.Key is not ("Host" or "Content-Length" or "Transfer-Encoding")))
        {
            if (!passed.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!))
            {
                passed.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
            }
        }

        using HttpResponseMessage answer = await _client.SendAsync(passed, CancellationToken.None);
        if (fault == GatewayFault.CutAfter)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
