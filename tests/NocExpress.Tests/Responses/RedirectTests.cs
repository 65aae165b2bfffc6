using System;
using System.Globalization;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>No redirect is followed: it would carry the token or the ticket to a place that nobody named.</summary>
public sealed class RedirectTests : TicketTest
{
    public static TheoryData<int, string> Redirects
    {
        get
        {
            TheoryData<int, string> redirects = [];
            foreach (int status in new[] { 300, 301, 302, 303, 307, 308 })
            {
                foreach (string location in new[] { "http://{0}/elsewhere", "//{0}/elsewhere", "https://{0}/elsewhere", "/api/v1/noc/again", "?again=1" })
                {
                    redirects.Add(status, location);
                }
            }

            return redirects;
        }
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_of_whatever_kind_is_not_followed_and_its_host_is_named(int status, string location)
    {
        using StubServer other = new(StubServer.RespondWell);
        object headers = new { Location = string.Format(CultureInfo.InvariantCulture, location, other.BaseUri.Authority) };
        string host = location.Contains("{0}", StringComparison.Ordinal) ? other.BaseUri.Authority : Sandbox.BaseUri.Authority;
        Connect("-MaximumRetryCount 2").ShouldHaveNoErrors();
        await ClearRequestsAsync();
        await AddFaultAsync(new { path = "/api/", status, headers });

        NocException[] errors =
        [
            Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse"),
            Run("Invoke-NocRequest api/v1/noc/anything").ShouldFailWith("NocUnexpectedResponse"),
            Run("Invoke-NocRequest api/v1/noc/anything POST -Body @{ a = 1 }").ShouldFailWith("NocOutcomeUnknown"),
            Open("-SkipIssueCheck").ShouldFailWith("NocOutcomeUnknown"),
        ];

        Assert.All(errors, error => Assert.Contains($"redirects ({status}) to {host},", error.Message, StringComparison.Ordinal));
        Assert.Equal(4, (await RequestsAsync()).Count);
        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_of_the_token_endpoint_is_not_followed_and_its_host_is_named(int status, string location)
    {
        using StubServer other = new(StubServer.RespondWell);
        object headers = new { Location = string.Format(CultureInfo.InvariantCulture, location, other.BaseUri.Authority) };
        string host = location.Contains("{0}", StringComparison.Ordinal) ? other.BaseUri.Authority : Sandbox.BaseUri.Authority;
        await AddFaultAsync(new { path = "/token", status, headers });

        NocException error = Connect("-MaximumRetryCount 2").ShouldFailWith("NocUnexpectedResponse");

        Assert.Contains($"redirects ({status}) to {host},", error.Message, StringComparison.Ordinal);
        Assert.Contains("-TokenUri", error.Message, StringComparison.Ordinal);
        Assert.Single(await RequestsAsync());
        Assert.Equal(0, other.Connections);
    }

    [Fact]
    public async Task The_query_of_a_redirect_is_not_repeated()
    {
        await AddFaultAsync(new { path = "companies/sites", status = 302, headers = new { Location = "https://login.example.com/sign-in?secret=1" } });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse");

        Assert.Equal(302, error.StatusCode);
        Assert.Contains("login.example.com", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Single(await RequestsAsync());
    }

    /// <summary>A relative Location is common; Uri.Host throws on it.</summary>
    [Theory]
    [InlineData("/login")]
    [InlineData("login?next=1")]
    public async Task A_redirect_to_a_relative_address_is_unexpected_and_names_the_server_itself(string location)
    {
        await AddFaultAsync(new { path = "companies/sites", status = 302, headers = new { Location = location } });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse");

        Assert.Equal(302, error.StatusCode);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }
}
