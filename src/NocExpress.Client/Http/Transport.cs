using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using NocExpress.Runtime;

namespace NocExpress.Client.Http;

/// <summary>The HTTP client of a connection: what it does by itself, and what it must not do.</summary>
internal sealed class Transport(IHttpClientFactory factory)
{
    public const string ClientName = "NocExpress";

    /// <summary>Long enough to save handshakes, short enough to notice that a name has moved to another address.</summary>
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    public HttpClient CreateClient() => factory.CreateClient(ClientName);

    public static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("NocExpress/" + typeof(Transport).Assembly.GetName().Version!.ToString(3));
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    /// <remarks>A redirect would carry the token or the body to a place that nobody named, and a cookie would tie requests together.</remarks>
#if NET
    public static HttpMessageHandler CreateHandler(ClientOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = options.Timeout,
            PooledConnectionLifetime = _connectionLifetime,
            UseProxy = !options.NoProxy,
            DefaultProxyCredentials = options.ProxyCredentials,
        };
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy) { Credentials = options.ProxyCredentials };
        }

        return handler;
    }
#else
    public static HttpMessageHandler CreateHandler(ClientOptions options)
    {
        // .NET Framework keeps these for the process or the address, and not for the client.
        ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        ServicePoint server = ServicePointManager.FindServicePoint(options.BaseUri);
        server.Expect100Continue = false;
        server.ConnectionLeaseTimeout = (int)_connectionLifetime.TotalMilliseconds;
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseProxy = !options.NoProxy,
            DefaultProxyCredentials = options.ProxyCredentials,
        };
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy) { Credentials = options.ProxyCredentials };
        }

        return handler;
    }
#endif
}
