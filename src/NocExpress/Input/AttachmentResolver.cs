using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using NocExpress.Contract;
using NocExpress.Rules;

namespace NocExpress.Input;

/// <summary>
/// Finds the files that the attachment parameters name, as PowerShell finds them: relative to the current location, on any file system
/// drive, and with wildcards where they are allowed. Whether a file may be sent is for the client to say.
/// </summary>
internal sealed class AttachmentResolver(PathIntrinsics paths)
{
    private const string FileSystem = "FileSystem";

    public IEnumerable<AttachmentPath> Resolve(string[]? patterns, string[]? literals)
    {
        List<AttachmentPath> found = [];
        foreach (string pattern in patterns ?? [])
        {
            found.AddRange(Guarded(pattern, () => Match(pattern)));
        }

        foreach (string literal in literals ?? [])
        {
            found.AddRange(Guarded(literal, () => [Literal(literal)]));
        }

        return found;
    }

    /// <remarks>A name that exists as it is written is that file, before any wildcard: brackets are common in names of files and folders.</remarks>
    private IEnumerable<AttachmentPath> Match(string pattern)
    {
        if (Existing(pattern, File.Exists) is { } named)
        {
            return [named];
        }

        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            // Tab completion escapes brackets with backticks.
            return [Literal(WildcardPattern.Unescape(pattern))];
        }

        List<AttachmentPath> matches = [];
        foreach (string path in paths.GetResolvedProviderPathFromPSPath(WithFolderAsWritten(pattern), out ProviderInfo provider))
        {
            matches.Add(OnFileSystem(pattern, path, provider));
        }

        return matches.Count > 0
            ? matches
            : [new AttachmentPath(pattern, null, "matches no file. Give a name without wildcards, or use -LiteralAttachment for a name that has '[', ']', '*' or '?' in it.")];
    }

    /// <remarks>The same for the folder before a pattern.</remarks>
    private string WithFolderAsWritten(string pattern) =>
        Path.GetDirectoryName(pattern) is { Length: > 0 } folder && Existing(folder, Directory.Exists) is not null
            ? Path.Combine(WildcardPattern.Escape(folder), Path.GetFileName(pattern))
            : pattern;

    private AttachmentPath? Existing(string path, Func<string, bool> exists)
    {
        try
        {
            return Literal(path) is { FullPath: { } full } literal && exists(full) ? literal : null;
        }
        catch (Exception error) when (error is RuntimeException or ArgumentException or NotSupportedException)
        {
            // Such as a drive that only a wildcard can match: the pattern is looked at next, and reported where it is wrong, too.
            return null;
        }
    }

    /// <remarks>A full path is not PowerShell's to resolve: it would take a backslash in a Unix file name for a separator.</remarks>
    private AttachmentPath Literal(string path) => PathRules.IsFull(path, PathRules.IsWindows) && File.Exists(path)
        ? new AttachmentPath(path, DiskName.Of(Path.GetFullPath(path)))
        : OnFileSystem(path, paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _), provider);

    private static AttachmentPath OnFileSystem(string given, string path, ProviderInfo provider) => provider.Name == FileSystem
        ? new AttachmentPath(given, DiskName.Of(Path.GetFullPath(path)))
        : new AttachmentPath(given, null, $"is not a file: it is in PowerShell's {provider.Name} provider.");

    /// <remarks>PowerShell throws a different exception for each thing that can be wrong with a path: its words serve.</remarks>
    private static IEnumerable<AttachmentPath> Guarded(string given, Func<IEnumerable<AttachmentPath>> resolve)
    {
        try
        {
            return resolve();
        }
        catch (Exception error) when (error is RuntimeException or ArgumentException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return [new AttachmentPath(given, null, $"cannot be resolved: {error.Message}")];
        }
    }
}
