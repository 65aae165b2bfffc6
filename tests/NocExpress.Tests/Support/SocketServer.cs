using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace NocExpress.Tests.Support;

/// <summary>A server of bare sockets, which does to each connection whatever the test says.</summary>
internal sealed class SocketServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<Socket, Task> _serve;

    public SocketServer(Func<Socket, Task> serve, int port = 0)
    {
        _serve = serve;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri BaseUri => new($"http://127.0.0.1:{Port}/");

    public int Connections { get; private set; }

    /// <summary>An address on which nobody listens.</summary>
    public static Uri ClosedUri()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/");
    }

    /// <summary>Reads a create to the end of its body, or as much of it as there is.</summary>
    public static Task<string> ReadAsync(Socket socket) => ReadAsync(socket, static text => text.EndsWith("--\r\n", StringComparison.Ordinal));

    /// <summary>Reads a create, or another request, which has no body.</summary>
    public static Task<string> ReadRequestAsync(Socket socket) =>
        ReadAsync(socket, static text => text.EndsWith(text.StartsWith("POST", StringComparison.Ordinal) ? "--\r\n" : "\r\n\r\n", StringComparison.Ordinal));

    public static async Task AnswerAsync(Socket socket, string text, int length = -1) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {(length < 0 ? text.Length : length)}\r\nConnection: close\r\n\r\n{text}"));

    /// <summary>Ends the connection at once and says so to the other side (RST).</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            Connections++;
            _ = ServeAsync(socket);
        }
    }

    private static async Task<string> ReadAsync(Socket socket, Func<string, bool> isWhole)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int read = await socket.ReceiveAsync(buffer);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            if (read == 0 || isWhole(text.ToString()))
            {
                return text.ToString();
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await _serve(socket);
        }
        catch (SocketException)
        {
            // The client left.
        }
    }
}
