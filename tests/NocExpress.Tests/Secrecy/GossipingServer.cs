using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Tests.Support;

namespace NocExpress.Tests.Secrecy;

/// <summary>A server that fails in the way it is told, and sends back with it all it knows: the request, the secret and every token, in every form.</summary>
internal sealed class GossipingServer : IDisposable
{
    public const string ClientId = "client";

    /// <summary>It differs from itself in each of its forms.</summary>
    public const string Secret = "s3cr\"t/with+all &sorts=of%20Zeichen:ä€<x>";

    public const string ProxyPassword = "a pass/for+the:proxy\"ö";

    /// <summary>Every token begins so.</summary>
    public const string TokenBegins = "eyJhbGciOiJub25lIn0.Tok+en/with=all~sorts";

    private readonly SocketServer _server;
    private int _tokens;

    public GossipingServer() => _server = new SocketServer(ServeAsync);

    public static IReadOnlyList<string> Failures { get; } =
    [
        "none", "301", "302", "307", "400", "401", "403", "404", "407", "408", "409", "422", "429", "500", "503",
        "400 text", "400 html", "403 html", "500 html", "400 problem", "422 fields", "400 raw",
        "200 text", "200 html", "200 half", "200 row", "200 longer", "200 gzip", "cut", "head", "status", "chunk", "silent",
    ];

    public Uri BaseUri => _server.BaseUri;

    /// <summary>What the server knows from the beginning.</summary>
    public string[] Known { get; set; } = [Secret];

    /// <summary>How requests to the API end.</summary>
    public string Api { get; set; } = "none";

    /// <summary>How requests for a token end.</summary>
    public string Tokens { get; set; } = "none";

    public void Dispose() => _server.Dispose();

    private async Task ServeAsync(Socket socket)
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        string request = await StubServer.ReadAsync(stream);
        bool isForToken = request.Split(' ')[1].EndsWith("/token", StringComparison.Ordinal);
        string failure = isForToken ? Tokens : Api;
        if (failure == "silent")
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
        }

        await stream.WriteAsync(failure == "none" ? Good(isForToken, request) : Bad(failure, request));
    }

    private byte[] Good(bool isForToken, string request) => StubServer.Ok(
        isForToken ? JsonSerializer.Serialize(new { access_token = TokenBegins + Interlocked.Increment(ref _tokens), expires_in = 3600 })
        : request.Contains("tickets/static", StringComparison.Ordinal) ? "[]"
        : request.StartsWith("POST", StringComparison.Ordinal) ? """[{"id":8100001,"summary":"Circuit Down"}]"""
        : request.Contains("tickets/", StringComparison.Ordinal) ? """{"id":7}"""
        : """[{"id":1,"macnum":"1","name":"A"}]""");

    private byte[] Bad(string failure, string request)
    {
        string[] known = KnownAt(request);
        string gossip = Gossip(request, known);
        string quoted = JsonSerializer.Serialize(gossip);
        string[] words = failure.Split(' ');
        return (words[0], words.Length > 1 ? words[1] : "") switch
        {
            ("cut" or "silent", _) => [],
            ("head", _) => Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{gossip}\r\n\r\n"),
            ("status", _) => Encoding.Latin1.GetBytes($"HTTP/1.1 {gossip}\r\n\r\n"),
            ("chunk", _) => Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{gossip}\r\n"),
            (_, "text" or "raw") => Answer(words[0], gossip, known),
            (_, "html") => Answer(words[0], $"<html><title>{System.Net.WebUtility.HtmlEncode(gossip)}</title><p>{gossip}</p></html>", known),
            (_, "problem") => Answer(words[0], $$"""{"title":{{quoted}},"detail":[{"loc":["body",{{quoted}}],"msg":{{quoted}}}]}""", known),
            (_, "fields") => Answer(words[0], $$"""{ {{quoted}}: [{{quoted}}], "errors": { {{quoted}}: {{quoted}} } }""", known),
            (_, "half") => Answer(words[0], $$"""{"error": {{quoted}}, "results": [{"id": 1""", known),
            (_, "row") => Answer(words[0], $$"""[{"id":1}, {{quoted}}]""", known),
            (_, "longer") => Answer(words[0], quoted, known, quoted.Length + 5000),
            (_, "gzip") => Compressed(gossip),
            _ => Answer(words[0], $$"""{"error":{{quoted}},"error_description":{{quoted}},"message":{{quoted}}}""", known),
        };
    }

    /// <summary>What the client has told the server or has been told by it: of nothing else can it know that it is secret.</summary>
    private string[] KnownAt(string request) =>
    [
        .. Known,
        .. Enumerable.Range(1, _tokens).Select(number => TokenBegins + number.ToString(CultureInfo.InvariantCulture)),
        .. request.Split(' ')[1].StartsWith("http", StringComparison.Ordinal) ? [ProxyPassword] : Array.Empty<string>(),
    ];

    private static string Gossip(string request, string[] known)
    {
        string[] forms = [.. known.SelectMany(SecretForms.Echoes)];
        IEnumerable<string> headers = request.Split("\r\n").Where(header => header.Contains("Authorization:", StringComparison.OrdinalIgnoreCase));
        return string.Join(" ", [.. headers, .. forms]);
    }

    private static byte[] Answer(string status, string body, string[] known, int? length = null)
    {
        byte[] content = Encoding.UTF8.GetBytes(body);
        string header = string.Join(" ", known);
        return
        [
            .. Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {status} {header}\r\nX-Request-Id: {header}\r\nWWW-Authenticate: Bearer realm=\"{header}\"\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                + $"Location: https://login.example.com/{Uri.EscapeDataString(header)}?token={Uri.EscapeDataString(header)}\r\n"
                + $"Set-Cookie: token={header}\r\nServer: {header}\r\nRetry-After: 0\r\nContent-Length: {length ?? content.Length}\r\nConnection: close\r\n\r\n"),
            .. content,
        ];
    }

    private static byte[] Compressed(string gossip) =>
        [.. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"), .. Encoding.UTF8.GetBytes(gossip)];
}
