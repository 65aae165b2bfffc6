using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>
/// A journal in a file: JSON Lines, each on the disk before anything else happens. Lines are only ever added; one process at a time has the
/// file to write, and others may read it meanwhile.
/// </summary>
internal sealed class FileJournal : IJournalStore
{
    private readonly JournalReader _reader;
    private readonly object _gate = new();
    private readonly FileStream? _file;
    private bool _endsInLine = true;

    private readonly TimeProvider _time;

    private FileJournal(string path, FileStream? file, TimeProvider time)
    {
        Place = new JournalPlace(path);
        _time = time;
        _file = file;
        _reader = new JournalReader(path);
    }

    public JournalPlace Place { get; }

    public DateTimeOffset Now => _time.GetUtcNow();

    public JournalIndex Index => _reader.Index;

    /// <summary>Opens a journal to write, and makes one where there is none.</summary>
    /// <exception cref="NocException">Somebody else has it, it cannot be opened, or a line of it cannot be read.</exception>
    public static FileJournal Open(string path, TimeProvider time)
    {
        // On Windows others may read meanwhile, and nobody else write. Elsewhere such a lock would not keep a second writer out.
        FileShare share = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FileShare.Read : FileShare.None;
        return Open(path, () => RegularFile.OpenOrCreate(path, share), writes: true, time);
    }

    /// <summary>Opens a journal to read, also while a run has it. Where there is none it is empty.</summary>
    /// <exception cref="NocException">It cannot be opened, or a line of it cannot be read.</exception>
    public static FileJournal OpenToRead(string path, TimeProvider time) => Open(
        path,
        () =>
        {
            try
            {
                return RegularFile.Open(path, FileAccess.Read, FileShare.ReadWrite);
            }
            catch (FileNotFoundException)
            {
                return null;
            }
        },
        writes: false,
        time);

    /// <summary>Whether nobody writes a journal: whoever keeps it from being opened to write reads it, and will be done before long.</summary>
    public static bool IsOnlyRead(string path)
    {
        try
        {
            RegularFile.Open(path, FileAccess.Read, FileShare.Read).Dispose();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public Task<IReadOnlyList<CircuitRecord>> FindAsync(IReadOnlyCollection<Circuit> circuits, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Index.Find(circuits));
        }
    }

    public Task<string> TicketsAsync(CircuitRecord opened, CancellationToken cancellationToken)
    {
        (long offset, int length) = ((FileRecord)opened).Tickets;
        byte[] tickets = new byte[length];
        lock (_gate)
        {
            _file!.Position = offset;
            for (int read, filled = 0; filled < length; filled += read)
            {
                read = _file.Read(tickets, filled, length - filled);
                if (read == 0)
                {
                    throw new IOException($"The journal '{Place}' was cut while it was in use.");
                }
            }
        }

        return Task.FromResult(Encoding.UTF8.GetString(tickets));
    }

    /// <remarks>The lock of the file has kept others from it since it was opened.</remarks>
    public Task<bool> TryClaimAsync(JournalClaim claim, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> TryBeginAsync(JournalClaim claim, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (ClaimedCircuit circuit in claim.Circuits)
            {
                if (Index.Find(circuit.Ticket) is { } record && record != circuit.Found && record.Request.Id != claim.Request.Id)
                {
                    return Task.FromResult(false);
                }
            }

            Append(JournalWriter.Claimed(claim));
            return Task.FromResult(true);
        }
    }

    public Task RecordAsync(JournalClaim claim, IReadOnlyList<SiteOutcome> outcomes, CancellationToken cancellationToken)
    {
        Append(JournalWriter.Outcomes(claim, outcomes));
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(JournalClaim claim) => Task.CompletedTask;

    public Task SettleAsync(CircuitRecord found, Settlement settlement, CancellationToken cancellationToken)
    {
        Append(JournalWriter.Settled(found, settlement));
        return Task.CompletedTask;
    }

    public void Dispose() => _file?.Dispose();

    private static FileJournal Open(string path, Func<FileStream?> open, bool writes, TimeProvider time)
    {
        FileStream? file;
        try
        {
            file = open();
        }
        catch (IOException error) when (LockedFile.IsInUse(error) && IsOnlyRead(path))
        {
            throw new NocException(
                NocErrorKind.JournalInUse,
                $"The journal '{path}' is kept open by a program that reads it, such as a backup, and nothing was sent. Give the same command again when that is done.",
                error);
        }
        catch (IOException error) when (LockedFile.IsInUse(error))
        {
            throw new NocException(
                NocErrorKind.JournalInUse,
                $"The journal '{path}' is in use by another run, and nothing was sent. Wait for that run's end, and give the same command again: it sends what is left then. "
                + $"Get-NocJournal {new JournalPlace(path).Argument} shows how far that run is. Another journal would open a second ticket for each circuit.",
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"The journal '{path}' cannot be opened: {error.Message}", error);
        }

        FileJournal journal = new(path, file, time);
        try
        {
            journal.Read(writes);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private void Read(bool writes)
    {
        if (_file is null)
        {
            return;
        }

        _reader.Read(_file);
        _endsInLine = _reader.EndsInLine;
        if (writes && _reader.End < _file.Length)
        {
            _file.SetLength(_reader.End);
        }
    }

    /// <summary>Adds lines; they are on the disk when this returns.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    private void Append(byte[] lines)
    {
        lock (_gate)
        {
            FileStream file = _file!;
            long end = file.Length;
            try
            {
                file.Position = end;
                lines = _endsInLine ? lines : [(byte)'\n', .. lines];
                file.Write(lines, 0, lines.Length);
                file.Flush(flushToDisk: true);
                if (file.Length != end + lines.Length)
                {
                    throw new IOException("it does not keep what is written to it.");
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                // Out of range is the length of the file, where the system limits it.
                Cut(file, end);
                throw new IOException($"The journal '{Place}' cannot be written: {error.Message}", error);
            }

            _endsInLine = true;
            _reader.ReadAdded(lines);
        }
    }

    /// <summary>Takes back what was written of a line. Where that fails, too, the next run finds a torn line.</summary>
    private static void Cut(FileStream file, long end)
    {
        try
        {
            file.SetLength(end);
        }
        catch (IOException)
        {
            // The error of the writing says it all.
        }
    }
}
