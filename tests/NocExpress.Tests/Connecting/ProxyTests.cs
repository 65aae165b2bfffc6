using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>The way through a proxy: the one that is named, or the system's.</summary>
public sealed class ProxyTests : SandboxTest
{
    protected override bool Connects => false;

    [Fact]
    public async Task Every_request_goes_through_the_named_proxy()
    {
        using ProxyProcess proxy = await ProxyProcess.StartAsync();

        Shell.Result result = Connect($"-Proxy {proxy.Uri} -ProxyUseDefaultCredentials; Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.NotEmpty(result.Objects<NocTicket>());
        Assert.Equal((await RequestsAsync()).Count, proxy.Lines.Count);
        Assert.Contains(proxy.Lines, line => line.StartsWith("through POST", StringComparison.Ordinal) && line.EndsWith("tickets/external", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_asks_who_one_is_gets_the_credential()
    {
        using ProxyProcess proxy = await ProxyProcess.StartAsync("agent:pass word");
        Shell.Set("proxyCredential", new System.Management.Automation.PSCredential("agent", new System.Net.NetworkCredential("", "pass word").SecurePassword));

        Connect($"-Proxy {proxy.Uri} -ProxyCredential $proxyCredential; Get-NocSite").ShouldHaveNoErrors();

        Assert.Contains(proxy.Lines, line => line.StartsWith("through GET", StringComparison.Ordinal));
        Assert.All(await RequestsAsync(), request => Assert.Null(request["headers"]!["Proxy-Authorization"]));
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_told_from_a_server_that_does()
    {
        using ProxyProcess proxy = await ProxyProcess.StartAsync("agent:pass");

        NocException error = Connect($"-Proxy {proxy.Uri}").ShouldFailWith("NocConnectionFailed");

        Assert.Contains("-ProxyCredential", error.Message, StringComparison.Ordinal);
        Assert.Equal(407, error.StatusCode);
        Assert.Single(proxy.Lines);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public void A_proxy_that_is_down_is_named_with_its_parameter()
    {
        NocException error = Connect($"-MaximumRetryCount 0 -Proxy {SocketServer.ClosedUri()}").ShouldFailWith("NocConnectionFailed");

        Assert.Contains("through the proxy http://127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.Contains("(-Proxy)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy.example.com:8080", "http://proxy.example.com:8080")]
    [InlineData("ftp://proxy.example.com", "ftp://proxy.example.com")]
    [InlineData("http://agent:secretword@proxy.example.com", "-ProxyCredential")]
    public void An_address_that_is_no_proxys_is_refused_and_a_password_in_it_is_not_repeated(string proxy, string named)
    {
        NocException error = Connect($"-Proxy {proxy}").ShouldFailWith("NocValidationFailed");

        Assert.StartsWith("-Proxy '", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secretword", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("agent:pass@")]
    public async Task The_systems_proxy_is_taken_by_itself_and_its_password_is_in_no_error(string credentials)
    {
        using ProxyProcess proxy = await ProxyProcess.StartAsync(credentials.TrimEnd('@') is { Length: > 0 } given ? given : null);
        string systems = $"http://{credentials}127.0.0.1:{proxy.Uri.Port}";
        string script = $"Import-Module '{Repository.Manifest}'; Connect-NocExpress -MaximumRetryCount 0; @(Get-NocSite).Count";

        Assert.Equal("12", await RunElsewhereAsync(script, systems));
        Assert.Equal((await RequestsAsync()).Count, proxy.Lines.Count(line => line.StartsWith("through", StringComparison.Ordinal)));
        proxy.Stop();
        string down = await RunElsewhereAsync(script, systems);
        Assert.Contains($"through the system's proxy http://127.0.0.1:{proxy.Uri.Port}", down, StringComparison.Ordinal);
        Assert.DoesNotContain("pass@", down, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_proxy_on_another_machine_is_refused_where_it_would_see_all_in_the_clear()
    {
        NocException error = Connect("-Proxy http://192.0.2.2:8080").ShouldFailWith("NocValidationFailed");

        Assert.Contains("in the clear", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_proxy_on_another_machine_is_passed_by_where_it_would_see_all_in_the_clear() =>
        Assert.Equal("12", await RunElsewhereAsync($"Import-Module '{Repository.Manifest}'; Connect-NocExpress -TimeoutSec 5 -MaximumRetryCount 0; @(Get-NocSite).Count", "http://192.0.2.2:8080"));

    [Fact]
    public async Task NoProxy_passes_the_systems_proxy_by()
    {
        string output = await RunElsewhereAsync(
            $"Import-Module '{Repository.Manifest}'; Connect-NocExpress -NoProxy; @(Get-NocSite).Count", SocketServer.ClosedUri().ToString());

        Assert.Equal("12", output);
    }

    /// <remarks>The system's proxy is read once in the life of a process.</remarks>
    private async Task<string> RunElsewhereAsync(string script, string proxy) => (await ChildProcess.RunAsync(
        ChildProcess.Program("tests", "NocExpress.FreshProcess"), [script], new Dictionary<string, string>(ConnectionVariables) { ["http_proxy"] = proxy })).Output.Trim();
}
