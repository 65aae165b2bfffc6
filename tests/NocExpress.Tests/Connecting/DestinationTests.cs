using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>What goes to whom: the secret to the token endpoint alone, the token to the server of the API alone, and neither over an open line.</summary>
public sealed class DestinationTests : SandboxTest
{
    protected override bool Connects => false;

    [Theory]
    [InlineData("Basic")]
    [InlineData("Post")]
    public void The_secret_goes_to_the_token_endpoint_and_the_token_to_the_server(string clientAuthentication)
    {
        using StubServer tokens = new(StubServer.RespondWell);
        using StubServer api = new(StubServer.RespondWell);
        Shell.Set("token", tokens.TokenUri);
        Shell.Set("base", api.BaseUri);

        Connect($"-ClientAuthentication {clientAuthentication}; Get-NocSite; Invoke-NocRequest anything POST -Body @{{ a = 1 }}").ShouldHaveNoErrors();

        Assert.Equal(2, api.Requests.Count);
        Assert.All(api.Requests, request =>
        {
            Assert.Contains($"Authorization: Bearer {StubServer.Token}\r\n", request, StringComparison.Ordinal);
            Assert.Empty(Secrecy.SecretForms.In(request, Options.ClientSecret));
        });
        Assert.Empty(Secrecy.SecretForms.In(Assert.Single(tokens.Requests), StubServer.Token));
    }

    [Fact]
    public async Task A_cookie_is_never_sent_back()
    {
        await AddFaultAsync(new { path = "/", headers = new Dictionary<string, string> { ["Set-Cookie"] = "session=1; Path=/" } });

        Connect($"; Get-NocSite; Get-NocSite; {ConnectCommand}; Get-NocIssue").ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> requests = await RequestsAsync();
        Assert.Equal(5, requests.Count);
        Assert.All(requests, request => Assert.Null(request["headers"]!["Cookie"]));
    }

    [Theory]
    [InlineData("http://api.example.com")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1.nip.io")]
    [InlineData("http://127.0.0.1@evil.example")]
    [InlineData("http://localhost./")]
    [InlineData("http://localhost.localdomain")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://[::]")]
    [InlineData("http://[fe80::1]")]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://3232235777")]
    [InlineData("http://128.0.0.1")]
    public async Task Over_an_open_line_nothing_is_sent_to_another_machine(string address)
    {
        foreach (string uri in new[] { "BaseUri", "TokenUri" })
        {
            Shell.Set("address", new Uri(address));
            Run($"Connect-NocExpress -{uri} $address -{(uri == "BaseUri" ? "TokenUri $token" : "BaseUri $base")} -Credential $credential").ShouldFailWith("NocValidationFailed");
            Assert.Throws<NocException>(() => ServerAddress.Parse("NOCEXPRESS_BASE_URI", address));
        }

        Assert.Empty(await RequestsAsync());
    }

    /// <summary>However it is written, the address that is connected to is one of this machine.</summary>
    [Theory]
    [InlineData("http://localhost:1/", "localhost")]
    [InlineData("http://LOCALHOST:1/", "localhost")]
    [InlineData("http://loopback:1/", "localhost")]
    [InlineData("http://127.0.0.1:1/", "127.0.0.1")]
    [InlineData("http://127.1.2.3:1/", "127.1.2.3")]
    [InlineData("http://[::1]:1/", "[::1]")]
    [InlineData("http://2130706433:1/", "127.0.0.1")]
    [InlineData("http://0x7f.1:1/", "127.0.0.1")]
    public void Http_is_taken_for_a_loopback_address(string address, string host) =>
        Assert.Equal(host, ServerAddress.Parse("NOCEXPRESS_BASE_URI", address)!.Host);

    [Theory]
    [InlineData("https://proxy.example.com:8080")]
    [InlineData("socks4://proxy.example.com")]
    [InlineData("socks5://127.0.0.1:1080")]
    public void A_proxy_that_Windows_PowerShell_cannot_go_through_is_refused_there_by_name(string address)
    {
        NocException error = Assert.Throws<NocException>(() => ServerAddress.CheckProxy(new Version(4, 0, 30319), "-Proxy", new Uri(address)));

        Assert.Equal(NocErrorKind.ValidationFailed, error.Kind);
        Assert.Contains($"-Proxy '{address}'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("the schemes are http.", error.Message, StringComparison.Ordinal);
        Assert.NotNull(ServerAddress.CheckProxy(new Version(4, 0, 30319), "-Proxy", new Uri("http://proxy.example.com:8080")));
        Assert.NotNull(ServerAddress.CheckProxy(new Version(8, 0), "-Proxy", new Uri(address)));
    }

    [Theory]
    [InlineData("ftp://me:hunter22@127.0.0.1/")]
    [InlineData("me:hunter22@127.0.0.1")]
    [InlineData("//me:hunter22@127.0.0.1/")]
    [InlineData("https://me:hunter22@127.0.0.1/")]
    [InlineData("https://127.0.0.1/?key=hunter22")]
    [InlineData("ftp://127.0.0.1/?key=hunter22")]
    [InlineData("https://127.0.0.1:x/?key=hunter22")]
    public void A_secret_within_an_address_that_is_refused_is_not_repeated(string address)
    {
        NocException[] errors =
        [
            Assert.Throws<NocException>(() => ServerAddress.Parse("NOCEXPRESS_BASE_URI", address)),
            .. new[] { "BaseUri", "TokenUri", "Proxy" }.Select(parameter => Shell.Run(
                $"Connect-NocExpress -{parameter} '{address}' {(parameter == "BaseUri" ? "" : "-BaseUri $base")} {(parameter == "TokenUri" ? "" : "-TokenUri $token")} -Credential $credential").Errors)
                .SelectMany(found => found)
                .Select(error => error.Exception)
                .OfType<NocException>()
                .Where(error => error.Kind == NocErrorKind.ValidationFailed),
        ];

        Assert.All(errors, error => Assert.DoesNotContain("hunter22", error.ToString(), StringComparison.Ordinal));
    }
}
