using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace NocExpress.Tests.Support;

/// <summary>A server that answers every request with the bytes it was given, right or wrong, and keeps the request lines.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, byte[]> _answer;
    private readonly bool _keepsOpen;

    /// <param name="answer">Gives the answer to a request line.</param>
    /// <param name="keepsOpen">Whether the connections stay open after it.</param>
    public RawServer(Func<string, byte[]> answer, bool keepsOpen = false)
    {
        _answer = answer;
        _keepsOpen = keepsOpen;
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri BaseUri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public List<string> Requests { get; } = [];

    /// <summary>An answer with status 200.</summary>
    public static byte[] Ok(byte[] body, string headers = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n"), .. body];

    public static byte[] Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
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

            NetworkStream stream = client.GetStream();
            string request = await ReadAsync(stream);
            Requests.Add(request.Split("\r\n")[0]);
            await stream.WriteAsync(_answer(Requests[^1]));
            if (!_keepsOpen)
            {
                client.Dispose();
            }
        }
    }

    /// <summary>Reads the head and as much of a body as it announces.</summary>
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

    private static int Announced(string request)
    {
        const string header = "Content-Length: ";
        int at = request.IndexOf(header, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(request.AsSpan(at + header.Length, request.IndexOf('\r', at) - at - header.Length), System.Globalization.CultureInfo.InvariantCulture);
    }
}
