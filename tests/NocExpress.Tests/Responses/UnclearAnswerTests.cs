using System;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

public sealed class UnclearAnswerTests : SandboxTest
{
    private const string Path = "companies/sites";

    /// <summary>A relative Location is common; Uri.Host throws on it.</summary>
    [Theory]
    [InlineData("/login")]
    [InlineData("login?next=1")]
    public async Task A_redirect_to_a_relative_address_is_unexpected_too(string location)
    {
        await FailAsync(new { path = Path, status = 302, headers = new { Location = location } });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse");

        Assert.Equal(302, error.StatusCode);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"detail": "nothing here"}""", "nothing here")]
    [InlineData("""{"results": {"id": 1}}""", "results")]
    [InlineData("""{"results": [""", "breaks off")]
    public async Task An_answer_without_a_list_is_quoted_from_its_beginning(string body, string told)
    {
        await FailAsync(new { path = Path, status = 200, body });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse");

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_in_an_html_error_page_is_told()
    {
        await BehaveAsync(new { errorShape = "html" });
        await FailAsync(new { path = Path, status = 400 });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocRequestRejected");

        Assert.Contains("The sandbox was told to fail.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_refused_before_anything_was_sent_is_safe_to_retry() =>
        Assert.True(Run("Get-NocConfiguration 02145678 -Service Nothing").ShouldFailWith("NocValidationFailed").SafeToRetry);

    [Fact]
    public async Task One_refused_search_does_not_keep_the_next_from_being_asked()
    {
        await FailAsync(new { path = Path, status = 400, times = 1 });

        Shell.Result result = Run("Get-NocSite -Search Boston, Chicago");

        result.ShouldFailWith("NocRequestRejected");
        Assert.Single(result.Output);
    }
}
