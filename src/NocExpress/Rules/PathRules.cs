using System;
using System.Linq;
using System.Runtime.InteropServices;
using NocExpress.Text;

namespace NocExpress.Rules;

/// <summary>Which paths are those of files: full, and such that one file has one name. The rules of Windows can be asked for anywhere.</summary>
internal static class PathRules
{
    public static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private const string NotFull = "is not a full path, and the folder that a job starts in is no place to rely on";

    private static readonly char[] _separators = ['\\', '/'];

    private static readonly string[] _devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>Whether it leads to the same place from any folder. On Windows <c>C:name</c> and <c>\name</c> do not.</summary>
    public static bool IsFull(string path, bool isWindows) => isWindows
        ? HasDrive(path) || IsShare(path)
        : path.StartsWith("/", StringComparison.Ordinal);

    /// <summary>What keeps a path from being that of a file, as the end of a sentence; null where nothing does.</summary>
    public static string? Problem(string path, bool isWindows) =>
        path.IndexOf('\0') >= 0 ? "has a character in it that no path can have (U+0000)"
        : isWindows ? WindowsProblem(path)
        : IsFull(path, isWindows) ? null
        : NotFull;

    private static string? WindowsProblem(string path)
    {
        if (IsDeviceSpace(path))
        {
            return "is the name of a device, or another name of a file. Give the path that begins with a drive or a share";
        }

        if (!IsFull(path, isWindows: true))
        {
            return NotFull;
        }

        string afterDrive = HasDrive(path) ? path.Substring(2) : path;
        foreach (char c in afterDrive)
        {
            if (c < ' ' || "\"<>|*?".IndexOf(c) >= 0)
            {
                return $"has a character in it that no path of Windows can have ({(c < ' ' ? CodePoint.Name(c) : c.ToString())})";
            }
        }

        return afterDrive.IndexOf(':') >= 0 ? "is a stream within a file of Windows. Name a file"
            : afterDrive.Split(_separators).FirstOrDefault(IsDevice) is { } device ? $"names a device of Windows ('{device}')"
            : null;
    }

    private static bool HasDrive(string path) =>
        path.Length > 2 && path[1] == ':' && IsSeparator(path[2]) && path[0] is ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));

    private static bool IsShare(string path) =>
        path.Length > 2 && IsSeparator(path[0]) && IsSeparator(path[1]) && !IsSeparator(path[2]) && !IsDeviceSpace(path);

    /// <remarks>Such as <c>\\?\C:\name</c>, <c>\\.\NUL</c> and <c>\??\C:\name</c>.</remarks>
    private static bool IsDeviceSpace(string path) =>
        path.Length > 3 && IsSeparator(path[0]) && IsSeparator(path[3])
        && ((IsSeparator(path[1]) && path[2] is ('?' or '.')) || (path[1] == '?' && path[2] == '?'));

    private static bool IsSeparator(char c) => Array.IndexOf(_separators, c) >= 0;

    /// <remarks>An extension does not make a device's name that of a file.</remarks>
    private static bool IsDevice(string segment)
    {
        string name = segment.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        return _devices.Contains(name)
            || (name.Length == 4 && (name.StartsWith("COM", StringComparison.Ordinal) || name.StartsWith("LPT", StringComparison.Ordinal)) && "123456789¹²³".IndexOf(name[3]) >= 0);
    }
}
