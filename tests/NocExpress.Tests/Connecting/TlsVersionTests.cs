using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>TLS 1.2 or later, whatever the system would still allow: by what the client offers, and by what it does with a server that answers with less.</summary>
public sealed class TlsVersionTests : IDisposable
{
    private const ushort Tls11 = 0x0302;
    private const ushort Tls12 = 0x0303;
    private const ushort SupportedVersions = 0x002B;

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Nothing_older_than_TLS_1_2_is_offered_or_taken()
    {
        List<ushort> offered = [];
        byte[] after = [];
        using SocketServer server = new(async socket =>
        {
            offered.AddRange(VersionsOf(await RecordAsync(socket)));
            await socket.SendAsync(ServerHello(Tls11));
            after = await RecordAsync(socket);
        });
        _shell.Set("given", new System.Net.NetworkCredential("", "a-token").SecurePassword);

        _shell.Run($"Connect-NocExpress -BaseUri https://localhost:{server.Port} -AccessToken $given -MaximumRetryCount 0; Get-NocSite").ShouldFailWith("NocConnectionFailed");

        Assert.Contains(Tls12, offered);
        Assert.All(offered, version => Assert.True(version >= Tls12, $"{version:X4}"));
        const byte alert = 21;
        Assert.True(after.Length == 0 || after[0] == alert, "The client went on with TLS 1.1.");
    }

    /// <summary>Reads a record of the protocol: five bytes of head, whose last two are the length of the rest.</summary>
    private static async Task<byte[]> RecordAsync(Socket socket)
    {
        byte[] head = await ExactlyAsync(socket, 5);
        return head.Length < 5 ? [] : [.. head, .. await ExactlyAsync(socket, BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(3)))];
    }

    private static async Task<byte[]> ExactlyAsync(Socket socket, int length)
    {
        List<byte> read = [];
        byte[] one = new byte[1];
        while (read.Count < length && await socket.ReceiveAsync(one) > 0)
        {
            read.Add(one[0]);
        }

        return [.. read];
    }

    /// <summary>The versions that a ClientHello offers: those of its extension, or without one the one in its head (RFC 8446, 4.1.2 and 4.2.1).</summary>
    private static IReadOnlyList<ushort> VersionsOf(byte[] hello)
    {
        int at = 5 + 4;
        ushort inHead = Number(hello, at);
        at += 2 + 32;
        at += 1 + hello[at];
        at += 2 + Number(hello, at);
        at += 1 + hello[at];
        int end = at + 2 + Number(hello, at);
        for (at += 2; at < end; at += 4 + Number(hello, at + 2))
        {
            if (Number(hello, at) == SupportedVersions)
            {
                int first = at + 5;
                return [.. Enumerable.Range(0, hello[at + 4] / 2).Select(i => Number(hello, first + (2 * i)))];
            }
        }

        return [inHead];
    }

    private static ushort Number(byte[] hello, int at) => BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(at));

    private static byte[] ServerHello(ushort version)
    {
        byte[] spoken = [(byte)(version >> 8), (byte)version];
        byte[] body = [.. spoken, .. new byte[32], 0, 0xC0, 0x14, 0];
        byte[] message = [2, 0, 0, (byte)body.Length, .. body];
        return [22, .. spoken, 0, (byte)message.Length, .. message];
    }
}
