using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>Packages of Node.js that tests need, installed by their lock file where Node.js is.</summary>
internal static class NodePackages
{
    public static bool CanBeInstalled { get; } = OnPath("node") && OnPath("npm");

    /// <summary>Installs what a folder below tests asks for, unless it is there already.</summary>
    /// <returns>The folder that they are in.</returns>
    public static async Task<string> InstallAsync(string name)
    {
        string source = Path.Combine(Repository.Root, "tests", name);
        string folder = Path.Combine(source, "obj");
        string wanted = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        string stamp = Path.Combine(folder, "installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        foreach (string file in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        }

        string[] install = ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
        (int exitCode, string output) = RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? await ChildProcess.RunCommandAsync("cmd", ["/c", "npm", .. install])
            : await ChildProcess.RunCommandAsync("npm", install);
        Assert.True(exitCode == 0, output);
        await File.WriteAllTextAsync(stamp, wanted);
        return folder;
    }

    private static bool OnPath(string command)
    {
        string[] names = OperatingSystem.IsWindows() ? [command + ".exe", command + ".cmd"] : [command];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => names.Any(name => File.Exists(Path.Combine(folder, name))));
    }
}
