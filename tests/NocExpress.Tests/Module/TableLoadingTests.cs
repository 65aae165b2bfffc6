using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>The assemblies of an Azure table are loaded by who names one, and hurt no other module's.</summary>
public sealed class TableLoadingTests : TableTest
{
    private const string LoadedAssemblies = "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { '{0} {1}' -f $_.GetName().Name, $_.Location }";

    protected override bool ConnectsToTable => false;

    [AzuriteFact]
    public async Task The_packages_of_a_table_are_loaded_by_a_connection_with_one_and_not_by_any_other()
    {
        const string without = "$env:NOCEXPRESS_STORAGE_URI = $null; Connect-NocExpress; (Get-NocSite).Count; " + LoadedAssemblies;

        (_, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"), [$"Import-Module '{Repository.Manifest}'; {without}"], SharedVariables);
        string shared = await RunElsewhereAsync(LoadedAssemblies);

        Assert.Contains("NocExpress.Client", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Azure", output, StringComparison.Ordinal);
        Assert.Contains("Azure.Data.Tables", shared, StringComparison.Ordinal);
    }

    [AzuriteTheory]
    [InlineData("1.38.0", "net6.0")]
    [InlineData("1.58.0", "net8.0")]
    public async Task Another_copy_of_a_package_in_the_process_does_no_harm_and_suffers_none(string version, string framework)
    {
        string other = Path.Combine(Repository.Packages, "azure.core", version, "lib", framework, "Azure.Core.dll");
        string script = Elsewhere($"{Row()} | New-NocTicket @common -JournalName INC7; {LoadedAssemblies}");

        (int exitCode, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"),
            [$"$null = [Reflection.Assembly]::LoadFrom('{other}'); {script}"],
            SharedVariables);

        Assert.True(exitCode == 0, output);
        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.StartsWith("#8100001", lines[0], StringComparison.Ordinal);
        string ours = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Repository.ClientFolder))!, "deps-azure", "net8.0", "Azure.Core.dll");
        Assert.Equal(new[] { $"Azure.Core {ours}", $"Azure.Core {other}" }.Order(), lines.Where(line => line.StartsWith("Azure.Core ", StringComparison.Ordinal)).Order());
    }
}
