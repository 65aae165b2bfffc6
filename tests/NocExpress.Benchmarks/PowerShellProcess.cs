using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace NocExpress.Benchmarks;

/// <summary>What one script measured of itself in a PowerShell process of its own.</summary>
internal static class PowerShellProcess
{
    /// <summary>The figures that a script ends with, and what the process needed at the most. Megabytes are 10^6 bytes.</summary>
    private const string Epilogue = """

        'figure peak ' + ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1e6).ToString([cultureinfo]::InvariantCulture)
        """;

    /// <summary>Fetches the PowerShell of .config/dotnet-tools.json where it is not there yet.</summary>
    public static Task RestoreAsync() => RunAsync(["tool", "restore"]);

    /// <summary>Runs a script in fresh processes, and returns the median of each figure that it writes as "figure NAME NUMBER".</summary>
    public static async Task<IReadOnlyDictionary<string, double>> MediansAsync(int runs, string script)
    {
        List<Dictionary<string, double>> all = [];
        for (int i = 0; i < runs; i++)
        {
            all.Add(await MeasureAsync(script));
        }

        return all[0].Keys.ToDictionary(name => name, name => Median([.. all.Select(run => run[name])]));
    }

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(string script)
    {
        string file = Path.Combine(Path.GetTempPath(), $"nocexpress-benchmark-{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, "$ErrorActionPreference = 'Stop'\n$ProgressPreference = 'SilentlyContinue'\n" + script + Epilogue);
        try
        {
            string output = await RunAsync(["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", file]);
            return Regex.Matches(output, "^figure (\\S+) (\\S+)\r?$", RegexOptions.Multiline)
                .ToDictionary(match => match.Groups[1].Value, match => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Runs dotnet where the manifest of its tools is found, and returns what it wrote.</summary>
    private static async Task<string> RunAsync(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = Scenarios.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed: {output}{await errors}");
    }
}
