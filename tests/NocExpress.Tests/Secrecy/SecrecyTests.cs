using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Secrecy;

/// <summary>A secret appears in no stream, also where a server sends it back.</summary>
public sealed class SecrecyTests : SandboxTest
{
    private const string Secret = "sandbox-secret";

    private static readonly string _basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-client:" + Secret));

    protected override bool Connects => false;

    [Theory]
    [InlineData("Basic")]
    [InlineData("Post")]
    public async Task The_client_secret_is_in_no_stream(string clientAuthentication)
    {
        await AddFaultAsync(new { path = "/token", status = 400, skip = 1, body = $$"""{"error": "invalid_client", "error_description": "got {{Secret}} and {{_basic}}."}""" });
        string connect = $"{ConnectCommand} -ClientAuthentication {clientAuthentication} -Verbose -Debug ";

        string told = Everything(Run($"{connect} -PassThru; {connect}"));

        Assert.Contains("invalid_client", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
        if (clientAuthentication == "Basic")
        {
            Assert.DoesNotContain(_basic, told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(200)]
    public async Task The_access_token_is_in_no_stream(int status)
    {
        Connect("; Get-NocIssue").ShouldHaveNoErrors();
        string token = ((string)(await RequestsAsync("tickets/static"))[0]["headers"]!["Authorization"]!)["Bearer ".Length..];
        await AddFaultAsync(new { path = "companies/sites", status, body = $"your token is {token}, and your secret {Secret}" });

        string told = Everything(Run("Get-NocSite -Verbose -Debug; Get-NocConnection"));

        Assert.Contains("your token is", told, StringComparison.Ordinal);
        Assert.DoesNotContain(token, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
    }

    /// <summary>Shorter than this it would be a word of every message.</summary>
    [Fact]
    public async Task A_secret_of_four_characters_is_in_no_stream()
    {
        Shell.Set("short", new System.Net.NetworkCredential("", "q7Zx").SecurePassword);
        await AddFaultAsync(new { path = "companies/sites", status = 400, body = "your token is q7Zx" });

        string told = Everything(Run("Connect-NocExpress -BaseUri $base -AccessToken $short; Get-NocSite -Verbose"));

        Assert.Contains("your token is ***", told, StringComparison.Ordinal);
        Assert.DoesNotContain("q7Zx", told, StringComparison.Ordinal);
    }

    private static string Everything(Shell.Result result) => string.Join('\n',
    [
        .. result.Output.Select(value => string.Join(' ', value.Properties.Select(property => property.Value))),
        .. result.Errors.Select(error => $"{error} {error.Exception} {error.ErrorDetails} {error.TargetObject}"),
        .. result.Warnings,
        .. result.Verbose,
        result.HostText,
    ]);
}
