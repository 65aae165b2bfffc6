using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;
using NocExpress.Client.Http;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Journal;

/// <summary>
/// The file that makes a run repeatable: a line before each request goes out and a line when its outcome is known, each on the disk before
/// anything else happens. Lines are only ever added; one process at a time has the file.
/// </summary>
internal sealed class TicketJournal : IDisposable
{
    /// <summary>What is written is written at once: nothing is left for later that could fail then.</summary>
    private const int Unbuffered = 1;

    private readonly Dictionary<string, JournalLine> _last = new(StringComparer.Ordinal);
    private readonly List<JournalLine> _damaged = [];
    private readonly object _gate = new();
    private readonly FileStream? _file;
    private bool _endsInLine = true;

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
        if (readOnly && !File.Exists(path))
        {
            return new TicketJournal(path, null);
        }

        TicketJournal journal = new(path, OpenFile(path, readOnly));
        try
        {
            journal.Read(readOnly);
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

    private static FileStream OpenFile(string path, bool readOnly)
    {
        // On Windows others may read meanwhile, and nobody else write. Elsewhere such a lock would not keep a second writer out.
        FileShare share = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? FileShare.Read : FileShare.None;
        try
        {
            return new FileStream(path, readOnly ? FileMode.Open : FileMode.OpenOrCreate, readOnly ? FileAccess.Read : FileAccess.ReadWrite, share, Unbuffered);
        }
        catch (IOException error) when (LockedFile.IsInUse(error))
        {
            throw new NocException(
                NocErrorKind.JournalInUse,
                $"The journal '{path}' is in use by another run. Wait for its end, or give this run a journal of its own.",
                error)
            {
                SafeToRetry = true,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"-JournalPath '{path}' cannot be opened: {error.Message}", error);
        }
    }

    private void Read(bool readOnly)
    {
        byte[] content = new byte[_file!.Length];
        using (MemoryStream target = new(content))
        {
            _file.CopyTo(target);
        }

        int end = ReadLines(content);
        if (!readOnly && end < content.Length)
        {
            _file.SetLength(end);
            foreach (JournalLine damaged in _damaged)
            {
                Append(damaged);
            }
        }
    }

    /// <returns>Where the good lines end: what follows was being written when its run was killed.</returns>
    private int ReadLines(byte[] content)
    {
        int start = JsonText.StartsWithMark(content) ? JsonText.MarkLength : 0;
        for (int number = 1; start < content.Length; number++)
        {
            int newLine = Array.IndexOf(content, (byte)'\n', start);
            int end = newLine < 0 ? content.Length : newLine;
            bool isLast = IsBlank(content.AsSpan(end));
            ReadOnlyMemory<byte> text = content.AsMemory(start, end - start);
            if (!IsBlank(text.Span))
            {
                try
                {
                    JournalLine line = JournalLine.Read(text);
                    _last[line.Key] = line;
                    _endsInLine = newLine >= 0;
                }
                catch (JsonException) when (isLast && LooksTorn(text.Span))
                {
                    NoteDamage(text, isWhole: newLine >= 0);
                    return start;
                }
                catch (Exception error) when (error is JsonException or FormatException)
                {
                    throw Corrupt(number, error is JsonException ? "it is no JSON" : error.Message);
                }
            }

            start = end + 1;
        }

        return content.Length;
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

    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    /// <remarks>
    /// A line without its end was never on the disk as a whole, so that its request was not sent. One with its end was, and has been damaged
    /// since: the request that it names may have been sent.
    /// </remarks>
    private void NoteDamage(ReadOnlyMemory<byte> text, bool isWhole)
    {
        if (isWhole && JournalLine.KeyIn(text) is { } key && Find(key)?.Event != JournalEvent.Finished)
        {
            JournalLine line = new()
            {
                Event = JournalEvent.Unknown,
                Key = key,
                At = Find(key)?.At ?? File.GetLastWriteTimeUtc(Path),
                Reason = "its line in the journal was damaged, so that it may have been sent.",
            };
            _last[key] = line;
            _damaged.Add(line);
        }
    }

    /// <remarks>A file of which no line is a journal's is somebody else's, and stays as it is. A machine that lost its power leaves NULs.</remarks>
    private bool LooksTorn(ReadOnlySpan<byte> text) => _last.Count > 0 || text[0] is (byte)'{' or 0;

    private NocException Corrupt(int line, string problem) => new(
        NocErrorKind.JournalCorrupt,
        $"Line {line} of the journal '{Path}' cannot be read: {problem}. Nothing was sent, because it may be the record of a ticket. Repair the line, or give the run another journal.");
}
