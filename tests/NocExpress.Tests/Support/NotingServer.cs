using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace NocExpress.Tests.Support;

/// <summary>A server, over TLS if it has a certificate, that notes each request as it came, and answers with the bytes it was given.</summary>
internal sealed class NotingServer : IDisposable
{
    public const string Token = "a-token-of-a-noting-server";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentQueue<string> _clients = [];
    private readonly Func<string, byte[]> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly bool _asksForCertificate;

    /// <param name="answer">Gives the answer to a request; none cuts the connection.</param>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="asksForCertificate">Whether a client must show one too.</param>
    public NotingServer(Func<string, byte[]> answer, X509Certificate2? certificate = null, bool asksForCertificate = false)
    {
        _answer = answer;
        _certificate = certificate;
        _asksForCertificate = asksForCertificate;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri BaseUri => new($"{(_certificate is null ? "http://127.0.0.1" : "https://localhost")}:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

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
        ["NOCEXPRESS_CLIENT_SECRET"] = "a-secret-for-a-noting-server",
    };

    /// <summary>Whether the request asks for a token.</summary>
    public static bool IsForToken(string request) => request.StartsWith("POST /token ", StringComparison.Ordinal);

    /// <summary>Answers as the API does, with a token or with a list of one site.</summary>
    public static byte[] AnswerWell(string request) => RawServer.Ok(IsForToken(request)
        ? $$"""{"access_token":"{{Token}}","token_type":"Bearer","expires_in":3600}"""
        : """[{"id":1,"macnum":"1","name":"A"}]""");

    public void Dispose() => _listener.Dispose();

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
            string request = await RawServer.ReadAsync(stream);
            if (request.Length > 0)
            {
                _requests.Enqueue(request);
                await stream.WriteAsync(_answer(request));
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
