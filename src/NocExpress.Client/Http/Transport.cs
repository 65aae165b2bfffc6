using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Http;

/// <summary>The HTTP client of a connection: what it does by itself, and what it must not do.</summary>
internal sealed class Transport(IHttpClientFactory factory, ClientOptions options)
{
    public const string ClientName = "NocExpress";

    /// <summary>Long enough to save handshakes, short enough to notice that a name has moved to another address.</summary>
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Shorter than the patience of common servers with an idle connection (5 s and more), as it is looked after each second: a create that goes out while its server hangs up
    /// leaves nobody knowing what became of it.
    /// </summary>
    private static readonly TimeSpan _longestIdle = TimeSpan.FromSeconds(3);

    /// <summary>Of all headers of an answer together.</summary>
    private const int LongestHeadersKiB = 32;

    /// <exception cref="NocException">The connection was closed.</exception>
    public HttpClient CreateClient()
    {
        try
        {
            return factory.CreateClient(ClientName);
        }
        catch (ObjectDisposedException)
        {
            throw ClosedConnection.Error(options.BaseUri);
        }
    }

    public static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("NocExpress/" + typeof(Transport).Assembly.GetName().Version!.ToString(3));
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    /// <summary>The proxy that the user named, or else the system's.</summary>
    public static IWebProxy? ProxyOf(ClientOptions options) =>
        options.Proxy is null ? SystemProxy.Of(options) : new WebProxy(options.Proxy) { Credentials = options.ProxyCredentials };

    private static X509CertificateCollection CertificatesOf(ClientOptions options) =>
        options.Certificate is null ? [] : [options.Certificate];

    /// <remarks>A redirect would carry the token or the body to a place that nobody named, and a cookie would tie requests together.</remarks>
#if NET
    public static HttpMessageHandler CreateHandler(ClientOptions options)
    {
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = LongestHeadersKiB,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = options.ConnectTimeout,

            // In half the time, so that it can name the addresses before that is over.
            ConnectCallback = (context, cancellationToken) =>
                HappyEyeballs.ConnectAsync(context, TimeSpan.FromTicks(options.ConnectTimeout.Ticks / 2), cancellationToken),
            PlaintextStreamFilter = EarlyResponseStream.WrapAsync,
            PooledConnectionLifetime = _connectionLifetime,
            PooledConnectionIdleTimeout = _longestIdle,
            UseProxy = !options.NoProxy,
            Proxy = ProxyOf(options),
            SslOptions =
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificates = CertificatesOf(options),
                RemoteCertificateValidationCallback = ServerCertificate.Check,
            },
        };
    }
#else
    public static HttpMessageHandler CreateHandler(ClientOptions options)
    {
        // .NET Framework keeps these for the address, and not for the client.
        ServicePoint server = ServicePointManager.FindServicePoint(options.BaseUri);
        server.Expect100Continue = false;
        server.ConnectionLeaseTimeout = (int)_connectionLifetime.TotalMilliseconds;
        server.MaxIdleTime = (int)_longestIdle.TotalMilliseconds;
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = LongestHeadersKiB,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseProxy = !options.NoProxy,
            Proxy = ProxyOf(options),

            // Not those of the process, which any script can loosen. TLS 1.3 would fail where the system has none.
            SslProtocols = SslProtocols.Tls12,
            ServerCertificateCustomValidationCallback = static (_, _, _, problems) => ServerCertificate.Check(problems),
        };
        handler.ClientCertificates.AddRange(CertificatesOf(options));
        return handler;
    }
#endif
}
