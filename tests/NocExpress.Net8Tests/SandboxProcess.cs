using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using NocExpress.Tests.Support;

namespace NocExpress.Net8Tests;

/// <summary>The sandbox in a process of its own, which the environment names from then on.</summary>
public sealed partial class SandboxProcess : IDisposable
{
    private const string LastVariable = "NOCEXPRESS_CLIENT_SECRET";

    private readonly Process _process;

    public SandboxProcess()
    {
        string program = Path.Combine(Repository.Root, "src", "NocExpress.Sandbox", "bin", Repository.Configuration, "net10.0", "NocExpress.Sandbox.dll");

        // By its path: the tests' own .NET, which is another, lies where a program without one is looked for first.
        ProcessStartInfo start = new(Repository.Metadata("DotNet"), [program, "--port", "0", "--requests-per-minute", "0"]) { RedirectStandardOutput = true };
        start.Environment.Remove("DOTNET_ROOT");
        start.Environment.Remove("DOTNET_ROOT_X64");
        _process = Process.Start(start)!;
        for (string name = ""; name != LastVariable && _process.StandardOutput.ReadLine() is { } line;)
        {
            if (Assignment().Match(line) is { Success: true } variable)
            {
                name = variable.Groups[1].Value;
                Environment.SetEnvironmentVariable(name, variable.Groups[2].Value);
            }
        }
    }

    public bool IsThere => !_process.HasExited;

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"\$env:(NOCEXPRESS_\w+) = '(.*)'")]
    private static partial Regex Assignment();
}
