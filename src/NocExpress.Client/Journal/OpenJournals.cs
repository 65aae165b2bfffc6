using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Pacing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>
/// The journals of runs of this process that have ended, and whose last requests have not: a run that names the same waits for them, as it waits for
/// whoever only reads the journal. Any other is refused by the lock. They are known by the names of their files: a folder can be spelt in many ways, and
/// be a link.
/// </summary>
internal static class OpenJournals
{
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(50);

    /// <summary>A backup or a scanner reads a journal in a moment.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private static readonly List<(string File, Task Ending)> _ending = [];

    /// <summary>Opens a journal to write.</summary>
    public static async Task<FileJournal> OpenAsync(string path, TimeProvider time, ICallContext call)
    {
        long began = time.GetTimestamp();
        bool isWaiting = false;
        while (true)
        {
            Task? before = Ending(path);
            try
            {
                return FileJournal.Open(path, time);
            }
            catch (NocException error) when (error.Kind == NocErrorKind.JournalInUse && (Ending(path) ?? before) is not null)
            {
                call.Verbose($"Waiting for requests of an earlier run with the journal '{path}', which are still under way.");
                await WaitAsync(Ending(path) ?? before ?? Task.CompletedTask, time, call.CancellationToken).ConfigureAwait(false);
            }
            catch (NocException error) when (error.Kind == NocErrorKind.JournalInUse && time.GetElapsedTime(began) < _patience && FileJournal.IsOnlyRead(path))
            {
                if (!isWaiting)
                {
                    isWaiting = true;
                    call.Verbose($"Waiting for a program that reads the journal '{path}'.");
                }

                await time.WaitAsync(_turn, call.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notes that a run has ended, and when its last requests will have.</summary>
    public static void Note(string path, Task ending)
    {
        lock (_ending)
        {
            _ending.RemoveAll(noted => noted.Ending.IsCompleted);
            _ending.Add((Path.GetFileName(path), ending));
        }
    }

    private static Task? Ending(string path)
    {
        lock (_ending)
        {
            Task[] endings = [.. _ending.Where(noted => !noted.Ending.IsCompleted && IsNamed(noted.File, path)).Select(noted => noted.Ending)];
            return endings.Length == 0 ? null : Task.WhenAll(endings);
        }
    }

    /// <remarks>Some file systems tell capitals from small letters, and others do not: to wait for too much is harmless.</remarks>
    private static bool IsNamed(string file, string path) => string.Equals(file, Path.GetFileName(path), StringComparison.OrdinalIgnoreCase);

    private static Task<bool> WaitAsync(Task ending, TimeProvider time, CancellationToken cancellationToken) =>
        ending.ContinueWith(static _ => true, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
            .WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken);
}
