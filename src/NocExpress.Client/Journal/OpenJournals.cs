using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Pacing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>
/// The journals of runs of this process that have ended, and whose last requests have not: a run that names the same waits for them, as it waits for
/// whoever only reads the journal. Any other is refused by the lock.
/// </summary>
internal static class OpenJournals
{
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(50);

    /// <summary>A backup or a scanner reads a journal in a moment.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, Task> _ending = new(StringComparer.Ordinal);

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
            _ending[path] = ending;
        }

        _ = ForgetAsync(path, ending);
    }

    private static Task? Ending(string path)
    {
        lock (_ending)
        {
            return _ending.TryGetValue(path, out Task? ending) ? ending : null;
        }
    }

    private static Task<bool> WaitAsync(Task ending, TimeProvider time, CancellationToken cancellationToken) =>
        ending.ContinueWith(static _ => true, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
            .WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken);

    private static async Task ForgetAsync(string path, Task ending)
    {
        await WaitAsync(ending, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        lock (_ending)
        {
            if (_ending.TryGetValue(path, out Task? noted) && noted == ending)
            {
                _ending.Remove(path);
            }
        }
    }
}
