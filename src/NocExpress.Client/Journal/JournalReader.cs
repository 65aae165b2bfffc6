using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using NocExpress.Client.Json;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>Reads a journal line by line, however long it is. What is held is the last line of each request.</summary>
/// <param name="path">The journal, for the errors.</param>
/// <param name="last">Gets the last line of each request.</param>
internal sealed class JournalReader(string path, Dictionary<string, JournalLine> last)
{
    /// <summary>Several times the longest answer that is read, which is what a line can hold.</summary>
    private const int LongestLine = 64 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    private int _number;
    private (int Number, byte[] Text, bool IsWhole)? _torn;

    /// <summary>Where the good lines end: what follows was being written when its run was killed.</summary>
    public long End { get; private set; }

    /// <summary>Whether the last good line has its end.</summary>
    public bool EndsInLine { get; private set; } = true;

    /// <summary>What stands for a damaged last line, if its request may have been sent.</summary>
    public JournalLine? Damaged { get; private set; }

    /// <exception cref="NocException">A line cannot be read.</exception>
    public void Read(Stream journal)
    {
        byte[] buffer = new byte[FirstBuffer];
        int filled = 0;
        int read;
        do
        {
            int begin = 0;
            int searched = filled;
            read = journal.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            for (int newLine; (newLine = Array.IndexOf(buffer, (byte)'\n', searched, filled - searched)) >= 0; begin = searched = newLine + 1)
            {
                ReadLine(buffer.AsMemory(begin, newLine - begin), hasEnd: true);
            }

            filled -= begin;
            Buffer.BlockCopy(buffer, begin, buffer, 0, filled);
            buffer = WithRoom(buffer, filled);
        }
        while (read > 0);

        if (filled > 0)
        {
            ReadLine(buffer.AsMemory(0, filled), hasEnd: false);
        }

        NoteDamage();
    }

    private byte[] WithRoom(byte[] buffer, int filled)
    {
        if (filled >= LongestLine)
        {
            throw Corrupt(_number + 1, $"it is longer than {LongestLine} bytes");
        }

        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, 2 * filled);
        }

        return buffer;
    }

    private void ReadLine(ReadOnlyMemory<byte> text, bool hasEnd)
    {
        int length = text.Length + (hasEnd ? 1 : 0);
        if (++_number == 1 && JsonText.StartsWithMark(text.Span))
        {
            text = text.Slice(JsonText.MarkLength);
        }

        if (!IsBlank(text.Span))
        {
            if (_torn is { } torn)
            {
                throw Corrupt(torn.Number, "it is no JSON");
            }

            try
            {
                JournalLine line = JournalLine.Read(text);
                last[line.Key] = line;
                EndsInLine = hasEnd;
            }
            catch (JsonException) when (LooksTorn(text.Span))
            {
                _torn = (_number, text.ToArray(), hasEnd);
            }
            catch (Exception error) when (error is JsonException or FormatException)
            {
                throw Corrupt(_number, error is JsonException ? "it is no JSON" : error.Message);
            }
        }

        End += _torn is null ? length : 0;
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

    private static bool IsNul(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <remarks>A file of which no line is a journal's is somebody else's, and stays as it is. A machine that lost its power leaves NULs.</remarks>
    private bool LooksTorn(ReadOnlySpan<byte> text) =>
        last.Count > 0 || text.StartsWith(JournalLine.Beginning) || JournalLine.Beginning.StartsWith(text) || IsNul(text);

    /// <remarks>
    /// A line without its end was never on the disk as a whole, so that its request was not sent. One with its end was, and has been damaged
    /// since: the request that it names may have been sent.
    /// </remarks>
    private void NoteDamage()
    {
        if (_torn is { IsWhole: true } torn && JournalLine.KeyIn(torn.Text) is { } key)
        {
            JournalLine? known = last.TryGetValue(key, out JournalLine? line) ? line : null;
            if (known?.Event != JournalEvent.Finished)
            {
                last[key] = Damaged = new JournalLine
                {
                    Event = JournalEvent.Unknown,
                    Key = key,
                    At = known?.At ?? File.GetLastWriteTimeUtc(path),
                    Reason = "its line in the journal was damaged, so that it may have been sent.",
                };
            }
        }
    }

    private NocException Corrupt(int line, string problem) => new(
        NocErrorKind.JournalCorrupt,
        $"Line {line} of the journal '{path}' cannot be read: {problem}. Nothing was sent, because it may be the record of a ticket. Repair the line, or give the run another journal.");
}
