using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace NocExpress.ClientTests;

/// <summary>A server that answers each request with the head of a list and then says nothing.</summary>
internal sealed class SilentServer : IDisposable
{
    private const string Beginning =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n[";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<bool> _begun = new();
    private readonly TaskCompletionSource<bool> _hungUp = new();

    public SilentServer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri BaseUri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Connections { get; private set; }

    public Task HasBegunAsync() => WithinPatience(_begun.Task, "nobody asked for anything");

    /// <summary>Waits until a client has closed its connection.</summary>
    public Task HungUpAsync() => WithinPatience(_hungUp.Task, "the connection is still there");

    public void Dispose() => _listener.Stop();

    private static async Task WithinPatience(Task task, string problem) =>
        Expect.True(await Task.WhenAny(task, Task.Delay(_patience)) == task, problem);

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                Connections++;
                _ = AnswerAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using TcpClient own = client;
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[16 * 1024];
        try
        {
            if (await stream.ReadAsync(buffer, 0, buffer.Length) == 0)
            {
                return;
            }

            byte[] beginning = Encoding.ASCII.GetBytes(Beginning);
            await stream.WriteAsync(beginning, 0, beginning.Length);
            _begun.TrySetResult(true);
            while (await stream.ReadAsync(buffer, 0, buffer.Length) > 0)
            {
            }
        }
        catch (System.IO.IOException)
        {
            // It was reset, which is a way to hang up.
        }

        _hungUp.TrySetResult(true);
    }
}
