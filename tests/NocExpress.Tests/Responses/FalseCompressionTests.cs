using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>Errors that say they are compressed and are not, as broken gateways send them: the status still says what they are.</summary>
public sealed class FalseCompressionTests : TicketTest
{
    private const string Create = "tickets/external";

    [Theory]
    [InlineData(504, "NocOutcomeUnknown")]
    [InlineData(400, "NocRequestRejected")]
    public async Task A_create_means_what_its_status_says_and_the_others_go_on(int status, string errorId)
    {
        await FailAsync(Fault("POST", Create, status, skip: 1));

        Shell.Result result = Run($"{Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -SkipIssueCheck");

        Assert.Equal(status, result.ShouldFailWith(errorId).StatusCode);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public async Task A_read_is_tried_again()
    {
        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 1").ShouldHaveNoErrors();
        await FailAsync(Fault("GET", "companies/sites", 502));

        Assert.Equal(12, Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);
    }

    [Fact]
    public async Task The_token_endpoint_is_tried_again()
    {
        await FailAsync(Fault("POST", "/token", 502));

        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 1").ShouldHaveNoErrors();
    }

    private static JsonObject Fault(string method, string path, int status, int skip = 0) => new()
    {
        ["method"] = method,
        ["path"] = path,
        ["status"] = status,
        ["skip"] = skip,
        ["times"] = 1,
        ["headers"] = new JsonObject { ["Content-Encoding"] = "gzip" },
    };
}
