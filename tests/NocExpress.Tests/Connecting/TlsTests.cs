using System;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using NocExpress.Commands;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>Certificates are always checked, by the authorities of the system's store.</summary>
public sealed class TlsTests : TlsTest
{
    [LinuxFact]
    public async Task A_private_authority_in_the_systems_store_is_trusted()
    {
        using StubServer server = Start();

        Assert.Equal("A", await RunAsync(server, Read));
        Assert.Equal(2, server.Requests.Count);
    }

    [LinuxTheory]
    [InlineData("of nobody's trust", "localhost", 1, "PartialChain")]
    [InlineData("ended", "localhost", -1, "NotTimeValid")]
    [InlineData("of another host", "other.example.com", 1, "RemoteCertificateNameMismatch")]
    public async Task A_certificate_that_is_no_good_is_refused_once_and_nothing_is_sent(string certificate, string host, int days, string reason)
    {
        using StubServer server = Start(host, days);
        using TestAuthority other = new();

        string output = await RunAsync(server, "Connect-NocExpress", certificate == "of nobody's trust" ? other : Authority);

        Assert.StartsWith("error: NocConnectionFailed,", output, StringComparison.Ordinal);
        Assert.Contains($"{server.BaseUri.Authority} (NOCEXPRESS_TOKEN_URI): its certificate is refused", output, StringComparison.Ordinal);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void No_parameter_turns_the_check_of_certificates_off()
    {
        string[] doubtful = ["Skip", "Insecure", "Ignore", "Trust", "Check", "Validation", "Unencrypted", "Thumbprint", "Protocol"];

        string[] parameters = [.. typeof(ConnectNocExpressCommand).GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)))
            .Select(property => property.Name)];

        Assert.NotEmpty(parameters);
        Assert.DoesNotContain(parameters, name => doubtful.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [LinuxFact]
    public async Task A_client_certificate_is_shown_where_it_is_asked_for()
    {
        using StubServer server = new(StubServer.RespondWell, Authority.Issue("localhost"), asksForCertificate: true);

        Assert.Equal("A", await RunAsync(server, $"Connect-NocExpress -Certificate {ClientCertificate()}; (Get-NocSite).Name"));
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Clients, subject => Assert.Equal("CN=" + ClientName, subject));
    }

    [LinuxFact]
    public async Task Without_the_client_certificate_that_is_asked_for_there_is_no_connection()
    {
        using StubServer server = new(StubServer.RespondWell, Authority.Issue("localhost"), asksForCertificate: true);

        Assert.StartsWith("error: NocConnectionFailed,", await RunAsync(server, "Connect-NocExpress -MaximumRetryCount 0"), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_client_certificate_without_its_private_key_is_refused()
    {
        using Shell shell = new();
        using X509Certificate2 issued = Authority.Issue(ClientName);
        using X509Certificate2 alone = X509CertificateLoader.LoadCertificate(issued.RawData);
        shell.Set("certificate", alone);
        shell.Set("given", new System.Net.NetworkCredential("", "a-token").SecurePassword);

        NocException error = shell.Run("Connect-NocExpress -BaseUri https://localhost -AccessToken $given -Certificate $certificate").ShouldFailWith("NocValidationFailed");

        Assert.StartsWith($"-Certificate 'CN={ClientName}' has no private key", error.Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_redirect_from_https_to_http_is_not_followed()
    {
        using StubServer other = new(StubServer.RespondWell);
        using StubServer server = new(
            request => StubServer.IsForToken(request)
                ? StubServer.RespondWell(request)
                : [.. System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 307 X\r\nLocation: {other.BaseUri}sites\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")],
            Authority.Issue("localhost"));

        string output = await RunAsync(server, Read);

        Assert.StartsWith("error: NocUnexpectedResponse,", output, StringComparison.Ordinal);
        Assert.Contains(other.BaseUri.Authority, output, StringComparison.Ordinal);
        Assert.Equal(0, other.Connections);
    }
}
