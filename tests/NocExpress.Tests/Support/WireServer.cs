using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace NocExpress.Tests.Support;

/// <summary>
/// A server of bare sockets that keeps its connections, notes each request as it comes off the wire, and answers it, or hangs up.
/// </summary>
internal sealed class WireServer : IDisposable
{
    private readonly SocketServer _server;
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly Func<string, byte[]?> _answer;

    /// <param name="answer">Gives the answer to a request; none hangs up.</param>
    public WireServer(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _server = new SocketServer(ServeAsync);
    }

    public Uri BaseUri => _server.BaseUri;

    public int Connections => _server.Connections;

    /// <summary>The requests, heads and bodies, each byte a character.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>An answer after which the connection stays open.</summary>
    public static byte[] Answer(string body, string status = "200 OK", string headers = "") =>
        System.Text.Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    public void Dispose() => _server.Dispose();

    private async Task ServeAsync(Socket socket)
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            while (await StubServer.ReadAsync(stream) is { Length: > 0 } request)
            {
                _requests.Enqueue(request);
                if (_answer(request) is not { } answer)
                {
                    return;
                }

                await stream.WriteAsync(answer);
            }
        }
        catch (System.IO.IOException)
        {
            // The client left.
        }
    }
}
