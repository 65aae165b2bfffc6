using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>The requests of other machines count, and where they cannot be counted, the limit goes on within the process.</summary>
public sealed class TableLimitTests : TableTest
{
    private const string Sites = "companies/sites";

    protected override bool ConnectsToTable => false;

    [AzuriteFact]
    public async Task The_requests_of_another_machine_count()
    {
        await RunElsewhereAsync("Connect-NocExpress -RequestsPerMinute 2; 1..2 | ForEach-Object { Get-NocSite -Search Minneapolis } | ForEach-Object Macnum");
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript($"{ConnectCommand} -RequestsPerMinute 2 -StorageUri $table -StorageSas $sas; Get-NocSite -Verbose");

        IAsyncResult running = shell.BeginInvoke();
        while (!shell.Streams.Verbose.Any(line => line.Message.Contains("for the rate limit", StringComparison.Ordinal)))
        {
            Assert.False(running.IsCompleted);
            await Task.Delay(50);
        }

        Assert.Equal(2, (await RequestsAsync(Sites)).Count);
        shell.Stop();
    }

    [AzuriteFact]
    public async Task A_limit_that_cannot_be_reached_is_warned_of_once_and_no_request_is_lost()
    {
        Run(ConnectShared).ShouldHaveNoErrors();
        await Azurite.StopAsync();

        Shell.Result result = Run("Get-NocSite; Get-NocSite").ShouldHaveNoErrors();

        Assert.Contains("are no longer counted", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(24, result.Output.Count);
    }
}
