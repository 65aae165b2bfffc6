using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.ClientTests;

/// <summary>Servers by https.</summary>
internal static class TlsTests
{
    public static IEnumerable<ClientTest> All =>
    [
        new("a certificate that nobody vouches for is refused, and not tried again", RefusedAsync, "a CertificateRequest"),
    ];

    private static async Task RefusedAsync()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int connections = 0;
        using X509Certificate2 certificate = SelfSigned();
        Task serving = ServeAsync(listener, certificate, () => connections++);
        using INocClient client = Server.Connect(retries: 3, server: new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        NocException error = await Expect.FailsAsync(NocErrorKind.ConnectionFailed, () => ReadTests.SitesAsync(client));
        Expect.True(error.Message.Contains("its certificate is refused"), error.Message);
        Expect.Equal(1, connections);
        listener.Stop();
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate, Action connected)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                connected();
                using SslStream secure = new(client.GetStream());
                try
                {
                    await secure.AuthenticateAsServerAsync(certificate, false, SslProtocols.Tls12, false);
                    _ = await secure.ReadAsync(new byte[100], 0, 100);
                }
                catch (Exception left) when (left is IOException or AuthenticationException)
                {
                    // Which is what it is for.
                }
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is over.
        }
    }

    /// <remarks>By way of a PFX: the TLS of Windows knows no key that is in memory alone.</remarks>
    private static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return new X509Certificate2(made.Export(X509ContentType.Pfx));
    }
}
