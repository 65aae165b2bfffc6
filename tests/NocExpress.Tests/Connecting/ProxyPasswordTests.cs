using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>A proxy that wants a password gets it, and no error shows it.</summary>
public sealed class ProxyPasswordTests : TicketTest
{
    protected override bool Connects => false;

    /// <summary>.NET sends to a proxy without the password first, and again with it once the proxy has asked (407).</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(20 * 1024 * 1024)]
    public async Task A_create_goes_through_a_proxy_that_asks_for_a_password(int length)
    {
        using ProxyProcess proxy = await ProxyProcess.StartAsync("agent:pass word");
        Connect(proxy, "pass word");

        Run($"{Row()}, {Row(1)} | New-NocTicket @common -SkipIssueCheck -Attachment '{WriteFile("plan.pdf", length)}'").ShouldHaveNoErrors();

        Assert.Equal(2, (await CreateRequestsAsync()).Count);
        Assert.Equal(2, (await TicketsAsync()).Count);
        Assert.Equal(2, proxy.Lines.Count(line => line.StartsWith("through POST", StringComparison.Ordinal) && line.Contains("tickets/external", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required", "", "407")]
    [InlineData("403 Forbidden", "", "403")]
    [InlineData("401 Unauthorized", "", "401")]
    [InlineData("502 Bad Gateway", "", "502")]
    [InlineData("500 Oops", "The password %70ass-%77ord of the proxy was pass-word.", "500")]
    [InlineData("301 Moved Permanently\r\nLocation: http://example.com/", "", "301")]
    [InlineData("299 Odd", "", "")]
    public async Task The_password_of_the_systems_proxy_is_in_no_error_however_the_tunnel_fails(string status, string body, string told)
    {
        using SocketServer proxy = new(async socket =>
        {
            using NetworkStream stream = new(socket, ownsSocket: true);
            await StubServer.ReadAsync(stream);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        });

        foreach (string password in new[] { "pass-word", "p%40ss%20w%24rd", "abc" })
        {
            string output = await RunElsewhereAsync(proxy.Port, password);

            Assert.Contains("NocConnectionFailed,", output, StringComparison.Ordinal);
            Assert.Contains(told, output, StringComparison.Ordinal);
            Assert.Contains("127.0.0.1:9 (NOCEXPRESS_TOKEN_URI) through the system's proxy", output, StringComparison.Ordinal);
            Assert.DoesNotContain($"agent:{password}", output, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.UnescapeDataString(password) + "@", output, StringComparison.Ordinal);
            Assert.DoesNotContain("agent:", output, StringComparison.Ordinal);
        }
    }

    /// <summary>Prints all that a user can get out of the error.</summary>
    private static async Task<string> RunElsewhereAsync(int port, string password) => (await ChildProcess.RunAsync(
        ChildProcess.Program("tests", "NocExpress.FreshProcess"),
        [$$"""
            Import-Module '{{Repository.Manifest}}'
            try { Connect-NocExpress -MaximumRetryCount 0 -Verbose 4>&1 }
            catch { $_.FullyQualifiedErrorId; "$_"; "$($_.ErrorDetails)"; $_.Exception.ToString(); for ($e = $_.Exception; $e; $e = $e.InnerException) { $e.ToString() } }
            """],
        new Dictionary<string, string>
        {
            ["HTTPS_PROXY"] = $"http://agent:{password}@127.0.0.1:{port}",
            ["NOCEXPRESS_BASE_URI"] = "https://127.0.0.1:9",
            ["NOCEXPRESS_TOKEN_URI"] = "https://127.0.0.1:9/token",
            ["NOCEXPRESS_CLIENT_ID"] = "client",
            ["NOCEXPRESS_CLIENT_SECRET"] = "a-secret-of-the-client",
        })).Output;

    private void Connect(ProxyProcess proxy, string password)
    {
        Shell.Set("proxyCredential", new System.Management.Automation.PSCredential("agent", new System.Net.NetworkCredential("", password).SecurePassword));
        Run($"Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -Proxy {proxy.Uri} -ProxyCredential $proxyCredential").ShouldHaveNoErrors();
    }
}
