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

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { System.IO.Path.Combine(folder, "pwsh"), System.IO.Path.Combine(folder, "pwsh.exe") })
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a script in fresh processes, and returns the median of each figure that it writes as "figure NAME NUMBER".</summary>
    public static async Task<IReadOnlyDictionary<string, double>> MediansAsync(int runs, string script)
    {
        List<Dictionary<string, double>> all = [];
        for (int i = 0; i < runs; i++)
        {
            all.Add(await RunAsync(script));
        }

        return all[0].Keys.ToDictionary(name => name, name => Median([.. all.Select(run => run[name])]));
    }

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static async Task<Dictionary<string, double>> RunAsync(string script)
    {
        string file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"nocexpress-benchmark-{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, "$ErrorActionPreference = 'Stop'\n$ProgressPreference = 'SilentlyContinue'\n" + script + Epilogue);
        try
        {
            ProcessStartInfo start = new(Path!, ["-NoProfile", "-NonInteractive", "-File", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? Regex.Matches(output, "^figure (\\S+) (\\S+)\r?$", RegexOptions.Multiline)
                    .ToDictionary(match => match.Groups[1].Value, match => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
                : throw new InvalidOperationException($"The script failed: {output}{await errors}");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
