using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Http;

/// <summary>The HTTP client of a connection: what it does by itself, and what it must not do.</summary>
internal sealed class Transport(IHttpMessageHandlerFactory factory, ClientOptions options)
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

    /// <summary>Makes what sends a message. It is done with the head of the answer, whose body is read by whoever asked.</summary>
    /// <remarks>
    /// An HttpClient would hand on a token of its own, and drop it with the head of the answer: on .NET Framework, whose streams know of no
    /// token, nothing could then end a body that does not come.
    /// </remarks>
    /// <exception cref="NocException">The connection was closed.</exception>
    public HttpMessageInvoker CreateInvoker()
    {
        try
        {
            return new HttpMessageInvoker(factory.CreateHandler(ClientName), disposeHandler: false);
        }
        catch (ObjectDisposedException)
        {
            throw ClosedConnection.Error(options.BaseUri);
        }
    }

    /// <summary>The body of an answer, each read of which ends when its token says so.</summary>
    public static async Task<Stream> ReadAsync(HttpResponseMessage response)
    {
        Stream body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#if NET
        return body;
#else
        return new StoppableStream(body);
#endif
    }

    /// <summary>Whether a proxy gets to see the requests for an address, as it does those of plain http alone.</summary>
    public static bool IsSeenByProxy(ClientOptions options, Uri target) =>
        target.Scheme == Uri.UriSchemeHttp && !options.NoProxy && ProxyOf(options) is { } proxy && !proxy.IsBypassed(target);

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
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxResponseHeadersLength = LongestHeadersKiB,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = int.MaxValue,
            UseProxy = !options.NoProxy,

            // Not those of the process, which any script can loosen. TLS 1.3 would fail where the system has none.
            SslProtocols = SslProtocols.Tls12,
            ServerCertificateCustomValidationCallback = static (_, _, _, problems) => ServerCertificate.Check(problems),
        };
        if (!options.NoProxy)
        {
            // It throws where there is to be no proxy, even for null.
            handler.Proxy = ProxyOf(options);
        }

        handler.ClientCertificates.AddRange(CertificatesOf(options));
        return new ServicePointHandler(_connectionLifetime, _longestIdle) { InnerHandler = handler };
    }
#endif
}
