using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.PackageTests;

/// <summary>Runs a file of the Pester suite in a PowerShell of its own, as .config/dotnet-tools.json names it.</summary>
internal static class PesterRun
{
    private static readonly Lazy<Task> _tools = new(RestoreToolsAsync);

    /// <param name="pester">Pester5 or Pester6.</param>
    /// <param name="file">The name of the file.</param>
    public static async Task<IReadOnlyList<PesterResult>> OfAsync(string pester, string file)
    {
        PackedModule module = await PackedModule.Instance.Value;
        await _tools.Value;
        string results = Path.GetTempFileName();
        try
        {
            string suite = Path.Combine(Repository.Root, "tests", "Pester");
            (int exitCode, string output) = await ChildProcess.RunCommandAsync(
                "dotnet",
                [
                    "tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", Path.Combine(suite, "Invoke-Suite.ps1"),
                    "-PesterModule", Path.Combine(Repository.Packages, "pester", Repository.Metadata(pester), "tools", "Pester.psd1"),
                    "-Path", Path.Combine(suite, file),
                    "-ResultPath", results,
                ],
                new Dictionary<string, string> { ["NOCEXPRESS_MODULE"] = module.Manifest, ["POWERSHELL_TELEMETRY_OPTOUT"] = "1" });

            PesterResult[] all = exitCode == 0 ? JsonSerializer.Deserialize<PesterResult[]>(await File.ReadAllTextAsync(results))! : [];
            return all.Length > 0 ? all : throw new InvalidOperationException($"Pester ran no test of {file}: {output}");
        }
        finally
        {
            File.Delete(results);
        }
    }

    private static async Task RestoreToolsAsync()
    {
        (int exitCode, string output) = await ChildProcess.RunCommandAsync("dotnet", ["tool", "restore"]);
        Assert.True(exitCode == 0, output);
    }
}
