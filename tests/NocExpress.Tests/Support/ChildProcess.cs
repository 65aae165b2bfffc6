using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace NocExpress.Tests.Support;

/// <summary>Runs one of the repository's own programs to its end.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>The built program of a project.</summary>
    public static string Program(string folder, string project) =>
        Path.Combine(Repository.Root, folder, project, "bin", Repository.Configuration, "net10.0", project + ".dll");

    public static Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        StartAsync("dotnet", [program, .. arguments], environment);

    public static async Task<(int ExitCode, string Output)> StartAsync(
        string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(_patience);
        return (process.ExitCode, await output + await errors);
    }
}
