using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace NocExpress.Tests.Support;

/// <summary>Runs commands and the repository's own programs to their end, in its root.</summary>
internal static class ChildProcess
{
    /// <summary>Longer than anything takes on a busy machine: it only ends what hangs.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <summary>The built program of a project.</summary>
    public static string Program(string folder, string project) =>
        Path.Combine(Repository.Root, folder, project, "bin", Repository.Configuration, "net10.0", project + ".dll");

    public static Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        RunCommandAsync("dotnet", [program, .. arguments], environment);

    public static async Task<(int ExitCode, string Output)> RunCommandAsync(
        string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = StartCommand(command, arguments, environment);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(), output, errors).WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Starts a program, whose end is the caller's to see to.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        StartCommand("dotnet", [program, .. arguments], environment);

    private static Process StartCommand(string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        ProcessStartInfo start = new(command, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
