using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;

namespace NocExpress.Tests.Support;

/// <summary>
/// A server, over TLS if it has a certificate, that answers each request with the bytes it was given, right or wrong, and keeps the requests as they came.
/// </summary>
internal sealed class StubServer : IDisposable
{
    public const string Token = "a-token-of-a-stub-server";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentQueue<string> _clients = [];
    private readonly TaskCompletionSource _disposed = new();
    private readonly Func<string, byte[]> _respond;
    private readonly X509Certificate2? _certificate;
    private readonly bool _asksForCertificate;
    private readonly bool _keepsOpen;

    /// <param name="respond">Gives the response to a request, head and body; none cuts the connection.</param>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="asksForCertificate">Whether a client must show one too.</param>
    /// <param name="keepsOpen">Whether a connection stays open after its response.</param>
    public StubServer(
        Func<string, byte[]> respond, X509Certificate2? certificate = null, bool asksForCertificate = false, bool keepsOpen = false)
    {
        _respond = respond;
        _certificate = certificate;
        _asksForCertificate = asksForCertificate;
        _keepsOpen = keepsOpen;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri BaseUri =>
        new($"{(_certificate is null ? "http://127.0.0.1" : "https://localhost")}:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public Uri TokenUri => new(BaseUri, "token");

    /// <summary>The requests, heads and bodies.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The subjects of the certificates that clients showed.</summary>
    public IReadOnlyList<string> Clients => [.. _clients];

    public int Connections { get; private set; }

    /// <summary>What another process needs to connect to the server from its environment.</summary>
    public Dictionary<string, string> ConnectionVariables => new()
    {
        ["NOCEXPRESS_BASE_URI"] = BaseUri.ToString(),
        ["NOCEXPRESS_TOKEN_URI"] = TokenUri.ToString(),
        ["NOCEXPRESS_CLIENT_ID"] = "client",
        ["NOCEXPRESS_CLIENT_SECRET"] = "a-secret-for-a-stub-server",
    };

    /// <summary>A response with status 200.</summary>
    public static byte[] Ok(byte[] body, string headers = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n"), .. body];

    public static byte[] Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    /// <summary>Whether the request asks for a token.</summary>
    public static bool IsForToken(string request) => request.StartsWith("POST /token ", StringComparison.Ordinal);

    /// <summary>Responds as the API does, with a token or with a list of one site.</summary>
    public static byte[] RespondWell(string request) => Ok(IsForToken(request)
        ? $$"""{"access_token":"{{Token}}","token_type":"Bearer","expires_in":3600}"""
        : """[{"id":1,"macnum":"1","name":"A"}]""");

    /// <summary>Reads the head of a request, and as much of a body as it announces.</summary>
    public static async Task<string> ReadAsync(Stream stream)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            int read = await stream.ReadAsync(buffer);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            string received = text.ToString();
            int head = received.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (head >= 0 && received.Length - head - 4 >= Announced(received)))
            {
                return received;
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _disposed.TrySetResult();
    }

    private static int Announced(string request)
    {
        const string header = "Content-Length: ";
        int at = request.IndexOf(header, StringComparison.OrdinalIgnoreCase);
        return at < 0
            ? 0
            : int.Parse(request.AsSpan(at + header.Length, request.IndexOf('\r', at) - at - header.Length), CultureInfo.InvariantCulture);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            Connections++;
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient own = client;
        try
        {
            using Stream stream = await SecureAsync(client.GetStream());
            string request = await ReadAsync(stream);
            if (request.Length > 0)
            {
                _requests.Enqueue(request);
                await stream.WriteAsync(_respond(request));
            }

            if (_keepsOpen)
            {
                await _disposed.Task;
            }
        }
        catch (Exception left) when (left is IOException or SocketException or AuthenticationException)
        {
            // The client refused the certificate, or left.
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream stream)
    {
        if (_certificate is null)
        {
            return stream;
        }

        SslStream secure = new(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificate,
            ClientCertificateRequired = _asksForCertificate,
            RemoteCertificateValidationCallback = (_, shown, _, _) => Note(shown),
        });
        return secure;
    }

    private bool Note(X509Certificate? shown)
    {
        if (shown is not null)
        {
            _clients.Enqueue(shown.Subject);
        }

        return shown is not null || !_asksForCertificate;
    }
}
