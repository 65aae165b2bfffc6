using System;
using System.IO;

namespace NocExpress.Client.Files;

/// <summary>
/// Opens regular files and nothing else. A link could lead to a file that nobody named, and a pipe or a device to nothing that ends. The
/// folders of a path may be links.
/// </summary>
internal static class RegularFile
{
    public const string PipeOrDevice = "it is no file on a disk, but a pipe or a device.";

    /// <summary>What is written is written at once, and what is read is read in large pieces.</summary>
    private const int Unbuffered = 1;

    /// <summary>How often another process may make the file, and take it away again, in the moment between two looks.</summary>
    private const int MostAttempts = 10;

    /// <summary>Opens a file that is there.</summary>
    /// <exception cref="IOException">It is another thing than a regular file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public static FileStream Open(string path, FileAccess access, FileShare share)
    {
        RefuseLink(path);
        return OpenLinkless(path, access, share);
    }

    /// <summary>Opens a file of which <see cref="RefuseLink"/> has said that it is no link.</summary>
    /// <exception cref="IOException">It is another thing than a regular file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public static FileStream OpenLinkless(string path, FileAccess access, FileShare share)
    {
#if NET
        FileStream file = OperatingSystem.IsWindows() ? new FileStream(path, FileMode.Open, access, share, Unbuffered) : UnixFile.Open(path, access, share, Unbuffered);
#else
        FileStream file = new(path, FileMode.Open, access, share, Unbuffered);
#endif
        if (file.CanSeek)
        {
            return file;
        }

        file.Dispose();
        throw new IOException(PipeOrDevice);
    }

    /// <summary>Opens a file to read and write, and makes it where it is missing: then, elsewhere than on Windows, nobody but its owner can read it.</summary>
    /// <exception cref="IOException">It is another thing than a regular file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public static FileStream OpenOrCreate(string path, FileShare share)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return Open(path, FileAccess.ReadWrite, share);
            }
            catch (FileNotFoundException)
            {
                // It is made.
            }

            try
            {
                return Create(path, share);
            }
            catch (IOException) when (attempt < MostAttempts && File.Exists(path))
            {
                // Another process was faster.
            }
        }
    }

    /// <exception cref="IOException">The path is a link.</exception>
    public static void RefuseLink(string path)
    {
        if (Target(path) is { } target)
        {
            throw new IOException($"it is a link{target}.");
        }
    }

    /// <returns>Where the link leads, in words, if the path is one.</returns>
#if NET
    private static string? Target(string path) => new FileInfo(path).LinkTarget is { } target ? $" to '{NocExpress.Text.TerminalText.Line(target)}'" : null;
#else
    private static string? Target(string path)
    {
        // Files that are kept in a cloud or share their blocks are reparse points, too, and have a length. A link has none.
        FileInfo file = new(path);
        return file.Exists && (file.Attributes & FileAttributes.ReparsePoint) != 0 && file.Length == 0 ? "" : null;
    }
#endif

    /// <summary>Makes a file that is not there: elsewhere than on Windows for nobody but its owner.</summary>
    /// <exception cref="IOException">There is one, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be made.</exception>
    public static FileStream Create(string path, FileShare share)
    {
#if NET
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = share, BufferSize = Unbuffered };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, share, Unbuffered);
#endif
    }
}
