using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace NocExpress.Rules;

/// <summary>
/// The one name of a file, which is the disk's: on Windows and macOS a path may be written in other capitals, and the file would be taken for
/// two.
/// </summary>
internal static class DiskName
{
    /// <remarks>On Linux they are two.</remarks>
    public static string Of(string path) => RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? path : Of(path, Candidates);

    /// <param name="path">A full path. What there is not yet is called as it is written.</param>
    /// <param name="candidates">The paths within a folder that may be of a name.</param>
    internal static string Of(string path, Func<string, string, IEnumerable<string>> candidates)
    {
        if (Path.GetDirectoryName(path) is not { Length: > 0 } written)
        {
            return path.Length > 1 && path[1] == ':' ? char.ToUpperInvariant(path[0]) + path.Substring(1) : path;
        }

        string folder = Of(written, candidates);
        string name = Path.GetFileName(path);
        string[] alike = [.. candidates(folder, name).Select(Path.GetFileName).Where(found => string.Equals(found, name, StringComparison.OrdinalIgnoreCase))!];

        // On a disk that tells capitals apart there may be several, one of which is meant, or none of them.
        return Path.Combine(folder, alike.Length == 1 ? alike[0] : name);
    }

    private static string[] Candidates(string folder, string name)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder, name)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It may be passed through, and not listed.
            return [];
        }
    }
}
