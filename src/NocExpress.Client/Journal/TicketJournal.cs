using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using NocExpress.Client.Files;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>
/// The file that makes a run repeatable: a line before each request goes out and a line when its outcome is known, each on the disk before
/// anything else happens. Lines are only ever added; one process at a time has the file.
/// </summary>
internal sealed class TicketJournal : IDisposable
{
    private readonly Dictionary<string, JournalLine> _last = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private readonly FileStream? _file;
    private bool _endsInLine;

    private TicketJournal(string path, FileStream? file)
    {
        Path = path;
        _file = file;
    }

    public string Path { get; }

    /// <summary>Opens a journal, and makes one where there is none, unless nothing is to be sent: then it is only read.</summary>
    /// <exception cref="NocException">Somebody else has it, it cannot be opened, or a line of it cannot be read.</exception>
    public static TicketJournal Open(string path, bool readOnly)
    {
        FileStream? file = OpenFile(path, readOnly);
        TicketJournal journal = new(path, file);
        try
        {
            if (file is not null)
            {
                journal.Read(file, readOnly);
            }

            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>The last that was written of a request.</summary>
    public JournalLine? Find(string key)
    {
        lock (_gate)
        {
            return _last.TryGetValue(key, out JournalLine? line) ? line : null;
        }
    }

    /// <summary>Adds a line; it is on the disk when this returns.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Append(JournalLine line)
    {
        lock (_gate)
        {
            FileStream file = _file!;
            long end = file.Length;
            try
            {
                file.Position = end;
                byte[] bytes = line.ToBytes();
                if (!_endsInLine)
                {
                    bytes = [(byte)'\n', .. bytes];
                }

                file.Write(bytes, 0, bytes.Length);
                file.Flush(flushToDisk: true);
                if (file.Length != end + bytes.Length)
                {
                    throw new IOException("it does not keep what is written to it.");
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                // Out of range is the length of the file, where the system limits it.
                Cut(file, end);
                throw new IOException($"The journal '{Path}' cannot be written: {error.Message}", error);
            }

            _endsInLine = true;
            _last[line.Key] = line;
        }
    }

    public void Dispose() => _file?.Dispose();

    private static FileStream? OpenFile(string path, bool readOnly)
    {
        // On Windows others may read meanwhile, and nobody else write. Elsewhere such a lock would not keep a second writer out.
        FileShare share = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FileShare.Read : FileShare.None;
        try
        {
            return readOnly ? RegularFile.Open(path, FileAccess.Read, share) : RegularFile.OpenOrCreate(path, share);
        }
        catch (FileNotFoundException) when (readOnly)
        {
            return null;
        }
        catch (IOException error) when (LockedFile.IsInUse(error))
        {
            throw new NocException(
                NocErrorKind.JournalInUse,
                $"The journal '{path}' is in use by another run. Wait for its end, or give this run a journal of its own.",
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"-JournalPath '{path}' cannot be opened: {error.Message}", error);
        }
    }

    private void Read(FileStream file, bool readOnly)
    {
        JournalReader reader = new(Path, _last);
        reader.Read(file);
        _endsInLine = reader.EndsInLine;
        if (!readOnly && reader.End < file.Length)
        {
            file.SetLength(reader.End);
            if (reader.Damaged is { } damaged)
            {
                Append(damaged);
            }
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
