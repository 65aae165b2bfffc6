using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace NocExpress.Proxy;

/// <summary>A client's connection: one request in the clear, handed on, or a tunnel.</summary>
internal sealed class ProxiedConnection(TcpClient client, string? authorization)
{
    private const string Credentials = "Proxy-Authorization:";

    public async Task ServeAsync()
    {
        using TcpClient own = client;
        try
        {
            await ServeAsync(client.GetStream());
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // One side left.
        }
    }

    private static async Task<string[]> ReadHeadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()) && await stream.ReadAsync(one) > 0)
        {
            head.Add(one[0]);
        }

        return Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        string[] head = await ReadHeadAsync(stream);
        if (head.Length == 0)
        {
            return;
        }

        string[] line = head[0].Split(' ');
        bool isAllowed = authorization is null
            || head.Any(header => header.StartsWith(Credentials, StringComparison.OrdinalIgnoreCase) && header.EndsWith(authorization, StringComparison.Ordinal));
        bool isTunnel = line[0] == "CONNECT";
        string told = isTunnel ? " " + string.Join(',', head.Skip(1).Select(header => header.Split(':')[0])) : "";
        Console.WriteLine($"{(isAllowed ? "through" : "refused")} {line[0]} {line[1]}{told}");
        if (!isAllowed)
        {
            await WriteAsync(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        Uri target = new(isTunnel ? "https://" + line[1] : line[1]);
        using TcpClient server = new();
        await server.ConnectAsync(target.Host, target.Port);
        NetworkStream far = server.GetStream();
        if (isTunnel)
        {
            await WriteAsync(stream, "HTTP/1.1 200 Connection established\r\n\r\n");
        }
        else
        {
            IEnumerable<string> headers = head.Skip(1).Where(header => !header.StartsWith(Credentials, StringComparison.OrdinalIgnoreCase));
            await WriteAsync(far, string.Join("\r\n", [$"{line[0]} {target.PathAndQuery} HTTP/1.1", .. headers, "Connection: close"]) + "\r\n\r\n");
        }

        await Task.WhenAny(stream.CopyToAsync(far), far.CopyToAsync(stream));
    }

    private static async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
}
