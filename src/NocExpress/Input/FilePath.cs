using System;
using System.IO;
using System.Management.Automation;
using NocExpress.Models;
using NocExpress.Rules;

namespace NocExpress.Input;

/// <summary>Paths of files that the module itself writes: taken as they are, and found by PowerShell's current location.</summary>
internal static class FilePath
{
    /// <summary>The full path of a parameter's.</summary>
    /// <exception cref="NocException">It cannot be the path of a file.</exception>
    public static string Resolve(string parameter, string path, PathIntrinsics paths)
    {
        try
        {
            string full = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? Check(parameter, full)
                : throw Invalid(parameter, path, $"is not a file: it is in PowerShell's {provider.Name} provider");
        }
        catch (Exception error) when (error is RuntimeException or ArgumentException or NotSupportedException)
        {
            throw Invalid(parameter, path, $"cannot be resolved: {error.Message.TrimEnd('.')}");
        }
    }

    /// <summary>
    /// Checks a path that is full already, as far as that can be done without writing. What is returned has no <c>..</c>, which .NET and
    /// the system read differently, and is the disk's own name.
    /// </summary>
    public static string Check(string source, string path) =>
        PathRules.Problem(path, PathRules.IsWindows) is { } problem ? throw Invalid(source, path, problem)
        : Directory.Exists(path) ? throw Invalid(source, path, "is a folder. Name a file in it")
        : Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder) ? throw Invalid(source, path, "is in a folder that does not exist. Create it first")
        : DiskName.Of(Path.GetFullPath(path));

    private static NocException Invalid(string source, string path, string problem) =>
        new(NocErrorKind.ValidationFailed, $"{source} '{path}' {problem}.");
}
