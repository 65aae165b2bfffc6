using System;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>A Connect-NocExpress that fails leaves no default behind: what follows would go to the company before.</summary>
public sealed class FailedConnectTests : TicketTest
{
    private const string ConnectHere = "Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 0 -RequestsPerMinute 100000";

    [Theory]
    [InlineData("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $wrong -GrantedTenantMacnum 01004472")]
    [InlineData("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $null")]
    [InlineData("Connect-NocExpress -BaseUri 'nowhere at all' -TokenUri $token -Credential $credential")]
    [InlineData("Connect-NocExpress -BaseUri $base -TokenUri $null -Credential $credential")]
    [InlineData("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -RequestsPerMinute many")]
    [InlineData("Connect-NocExpress -BaseUri $base -TokenUri $token -Credentail $credential")]
    [InlineData("Connect-NocExpress -BaseUri $base -Staging")]
    [InlineData("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -GrantedTenantMacnum ''")]
    public async Task What_follows_a_connect_that_failed_ends_as_not_connected(string failing)
    {
        Shell.Set("wrong", Credential("wrong"));

        Shell.Result result = Run($"try {{ {failing} }} catch {{ }}; {Row()} | New-NocTicket @common");

        Assert.StartsWith("NocNotConnected,", result.Errors[^1].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        await NothingWasSentAsync();
        Run($"{ConnectHere}; {Row()} | New-NocTicket @common").ShouldHaveNoErrors();
    }

    [Fact]
    public void Nobody_connects_from_the_environment_after_a_connect_that_failed()
    {
        foreach ((string name, string value) in ConnectionVariables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            Shell.Set("wrong", Credential("wrong"));
            Assert.Contains(
                "the last Connect-NocExpress failed",
                Run("try { Connect-NocExpress -Credential $wrong } catch { }; Get-NocSite").Errors[^1].ToString(),
                StringComparison.Ordinal);
            Run("Disconnect-NocExpress; Get-NocSite -Search Minneapolis").ShouldHaveNoErrors();
        }
        finally
        {
            foreach (string name in ConnectionVariables.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    [Theory]
    [InlineData("[System.Management.Automation.CommandCompletion]::CompleteInput('Connect-NocExpress -Cred', 24, $null).CompletionMatches.Count")]
    [InlineData("Get-Command Connect-NocExpress -Syntax")]
    [InlineData("Get-Help Connect-NocExpress")]
    public void Looking_at_the_cmdlet_leaves_the_default_as_it_is(string look) =>
        Run($"$null = {look}; Get-NocSite -Search Minneapolis").ShouldHaveNoErrors();

    [Fact]
    public void A_connect_to_another_company_says_so_in_verbose() =>
        Assert.Contains(Run($"{ConnectHere} -GrantedTenantMacnum 01004472 -Verbose").ShouldHaveNoErrors().Verbose, line => line.Contains("company '01004472'", StringComparison.Ordinal));

    [Fact]
    public async Task A_connect_to_another_company_warns_where_a_pipeline_is_running_on_the_one_before()
    {
        await AddFaultAsync(new { path = "companies/sites", delayMs = 3000, times = 1 });
        using Shell other = new();
        other.Set("base", Sandbox.BaseUri);
        other.Set("token", Sandbox.TokenUri);
        other.Set("credential", Credential(Options.ClientSecret));
        Task<Shell.Result> reading = Task.Run(() => Run("Get-NocSite -Search Minneapolis"));
        SpinWait.SpinUntil(() => RequestsAsync("companies/sites").Result.Count > 0 || reading.IsCompleted, TimeSpan.FromSeconds(30));

        string warning = Assert.Single(other.Run($"{ConnectHere} -GrantedTenantMacnum 01004472").ShouldHaveNoErrors().Warnings);

        Assert.Contains("pipelines that are running on that one stay with it", warning, StringComparison.Ordinal);
        Assert.NotEmpty((await reading).ShouldHaveNoErrors().Output);
    }
}
