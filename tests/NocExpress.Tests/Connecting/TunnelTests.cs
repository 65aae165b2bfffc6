using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>Through a proxy to an https server goes a tunnel, of which the proxy sees the name of the server and nothing else.</summary>
public sealed class TunnelTests : TlsTest
{
    private const string Credentials = "agent:a-pass-for-the-proxy";
    private const string ProxyCredential = "([pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'a-pass-for-the-proxy').SecurePassword))";

    private static readonly string[] _tunnelHeaders = ["Host", "User-Agent", "Proxy-Authorization"];

    [LinuxTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_token_never_reaches_the_proxy_nor_its_credential_the_server(bool authenticates)
    {
        using ProxyProcess proxy = await ProxyProcess.StartAsync(authenticates ? Credentials : null);
        using StubServer server = Start();
        string credential = authenticates ? $"-ProxyCredential {ProxyCredential}" : "";

        Assert.Equal("A", await RunAsync(server, $"Connect-NocExpress -Proxy {proxy.Uri} {credential}; (Get-NocSite).Name"));

        Assert.Contains(proxy.Lines, line => line.StartsWith($"through CONNECT {server.BaseUri.Authority} ", StringComparison.Ordinal));
        Assert.Equal(authenticates, proxy.Lines.Any(line => line.Contains("Proxy-Authorization", StringComparison.Ordinal)));
        Assert.All(proxy.Lines, line =>
        {
            Assert.Contains(" CONNECT ", line, StringComparison.Ordinal);
            Assert.All(line.Split(' ')[3].Split(','), header => Assert.Contains(header, _tunnelHeaders));
        });
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.DoesNotContain("Proxy-", request, StringComparison.OrdinalIgnoreCase));
    }

    [LinuxTheory]
    [InlineData("")]
    [InlineData("-ProxyCredential ([pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'another-pass').SecurePassword))")]
    public async Task A_proxy_that_refuses_the_tunnel_is_not_asked_again_and_what_it_wants_is_named(string credential)
    {
        using ProxyProcess proxy = await ProxyProcess.StartAsync(Credentials);
        using StubServer server = Start();

        string output = await RunAsync(server, $"try {{ Connect-NocExpress -Proxy {proxy.Uri} {credential} }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.StatusCode; $_.Exception.Message }}");

        Assert.StartsWith("NocConnectionFailed,", output, StringComparison.Ordinal);
        Assert.Contains("\n407\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", output, StringComparison.Ordinal);
        Assert.DoesNotContain("another-pass", output, StringComparison.Ordinal);
        Assert.InRange(proxy.Lines.Count, 1, 2);
        Assert.Equal(0, server.Connections);
    }
}
