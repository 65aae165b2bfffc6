using System;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>No redirect is followed: it would carry the token or the ticket to a place that nobody named.</summary>
public sealed class RedirectTests : TicketTest
{
    private const string Connect = "Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 2";

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
        using NotingServer other = new(NotingServer.AnswerWell);
        object headers = new { Location = string.Format(System.Globalization.CultureInfo.InvariantCulture, location, other.BaseUri.Authority) };
        string host = location.Contains("{0}", StringComparison.Ordinal) ? other.BaseUri.Authority : Sandbox.BaseUri.Authority;
        Run(Connect).ShouldHaveNoErrors();
        await ForgetRequestsAsync();
        await FailAsync(new { path = "/api/", status, headers });

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
    public async Task Nor_is_one_of_the_token_endpoint(int status, string location)
    {
        using NotingServer other = new(NotingServer.AnswerWell);
        object headers = new { Location = string.Format(System.Globalization.CultureInfo.InvariantCulture, location, other.BaseUri.Authority) };
        string host = location.Contains("{0}", StringComparison.Ordinal) ? other.BaseUri.Authority : Sandbox.BaseUri.Authority;
        await FailAsync(new { path = "/token", status, headers });

        NocException error = Run(Connect).ShouldFailWith("NocUnexpectedResponse");

        Assert.Contains($"redirects ({status}) to {host},", error.Message, StringComparison.Ordinal);
        Assert.Contains("-TokenUri", error.Message, StringComparison.Ordinal);
        Assert.Single(await RequestsAsync());
        Assert.Equal(0, other.Connections);
    }
}
