using System;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>An error of a certificate advises what mends it, and nothing else.</summary>
public sealed class CertificateErrorTests : TlsTest
{
    private const string Authorities = "in the system's store";

    [LinuxFact]
    public async Task A_certificate_that_has_ended_is_said_to_and_no_authority_is_suggested()
    {
        using StubServer server = Start(days: -1);

        string output = await RunAsync(server, "Connect-NocExpress");

        Assert.Contains("it is not valid at this time", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Authorities, output, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_certificate_of_another_host_is_said_to_be_and_no_authority_is_suggested()
    {
        using StubServer server = Start(host: "other.example.com");

        string output = await RunAsync(server, "Connect-NocExpress");

        Assert.Contains("it was issued for another name", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Authorities, output, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task For_a_certificate_of_an_unknown_authority_the_systems_store_is_named()
    {
        using StubServer server = Start();
        using TestAuthority other = new();

        Assert.Contains(Authorities, await RunAsync(server, "Connect-NocExpress", other), StringComparison.Ordinal);
    }
}
