using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Files;

/// <summary>A small file that several processes use, each for the moment that it takes to read and write it.</summary>
internal static class SharedFile
{
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(5);

    /// <summary>The others have the file for a moment each. One that keeps it has been stopped, and nobody waits for that.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Opens the file when nobody else has it, and makes it where it is missing.</summary>
    /// <remarks>The waiting is in real time, as the others' is.</remarks>
    /// <exception cref="IOException">It is another thing than a regular file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return RegularFile.OpenOrCreate(path, FileShare.None);
            }
            catch (IOException error) when (LockedFile.IsInUse(error) && waited.Elapsed < _patience)
            {
                await Task.Delay(_turn, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
