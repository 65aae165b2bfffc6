using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.PackageTests;

/// <summary>The sandbox as a .NET tool, packed by the SDK and installed from nothing but its package.</summary>
public sealed class SandboxToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("noc-tool-").FullName;

    /// <summary>A home in which nobody has ever used .NET. A tool's own program looks for .NET where it is usually installed, and in DOTNET_ROOT.</summary>
    private Dictionary<string, string> Home => new()
    {
        ["DOTNET_CLI_HOME"] = _folder,
        ["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath)!,
        ["HOME"] = _folder,
        ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages"),
    };

    [Fact]
    public async Task The_tool_installs_in_an_empty_home_and_serves_its_page()
    {
        await DotNetAsync("pack", Path.Combine(Repository.Root, "src", "NocExpress.Sandbox"), "--output", _folder);
        string version = Regex.Match(Path.GetFileName(Directory.GetFiles(_folder).Single()), @"^NocExpress\.Sandbox\.(.+)\.nupkg$").Groups[1].Value;
        string sources = Path.Combine(_folder, "nuget.config");
        await File.WriteAllTextAsync(sources, $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{_folder}" /></packageSources>
            </configuration>
            """);
        string tools = Path.Combine(_folder, "tools");
        await DotNetAsync("tool", "install", "NocExpress.Sandbox", "--version", version, "--tool-path", tools, "--configfile", sources);

        string program = Path.Combine(tools, "nocexpress-sandbox" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        ProcessStartInfo start = new(program, ["--port", "0"]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in Home)
        {
            start.Environment[name] = value;
        }

        using Process sandbox = Process.Start(start)!;
        try
        {
            string line = await sandbox.StandardOutput.ReadLineAsync() ?? "";
            using HttpClient browser = new();
            string page = await browser.GetStringAsync(Regex.Match(line, @"http://127\.0\.0\.1:\d+/").Value);
            Assert.Contains("<title>NOCExpress sandbox</title>", page, StringComparison.Ordinal);
        }
        finally
        {
            sandbox.Kill();
            await sandbox.WaitForExitAsync();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task DotNetAsync(params string[] arguments)
    {
        // Packing restores what lies in the home of who runs it.
        (int exitCode, string output) = await ChildProcess.RunCommandAsync("dotnet", arguments, arguments[0] == "pack" ? null : Home);
        Assert.True(exitCode == 0, output);
    }
}
