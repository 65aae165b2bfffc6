using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Files;

namespace NocExpress.Client.Tracing;

/// <summary>
/// A file of HAR 1.2 (HTTP Archive). Each entry is a line, and what is written is an entry with the end of the document after it, over the
/// old end and in one write, so that the file is a whole document before and after. What is torn nevertheless, as a full disk or a failure of
/// the power leave it, is mended by whoever writes next. It is open for the moment of a write alone, so that connections and processes may share it.
/// </summary>
internal sealed class TraceFile(string path)
{
    /// <summary>No more is written beyond it: tools that show such files hold them in memory.</summary>
    public const int Largest = 32 * 1024 * 1024;

    /// <summary>What the file begins with, so that no other file is taken for one and written into.</summary>
    private const string Mark = """{"log":{"version":"1.2","creator":{"name":"NocExpress",""";

    private static readonly byte[] _mark = Encoding.ASCII.GetBytes(Mark);
    private static readonly byte[] _end = "]}}\n"u8.ToArray();

    private static readonly byte[] _head = Encoding.ASCII.GetBytes(
        $"{Mark}\"version\":\"{typeof(TraceFile).Assembly.GetName().Version!.ToString(3)}\"}},"
        + "\"comment\":\"Where a value is masked, ***(7) stands for a text of 7 characters, *** for a secret, and 9 for each digit of a number.\",\"entries\":[\n");

    /// <summary>Adds entries; without any, makes sure that some could be added.</summary>
    /// <returns>Whether there was room for them.</returns>
    /// <exception cref="IOException">The file cannot be used, or is another kind of file.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be used.</exception>
    public async Task<bool> AppendAsync(IReadOnlyList<byte[]> entries, CancellationToken cancellationToken)
    {
        using FileStream file = await SharedFile.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        long end = EndOfEntries(file);
        using MemoryStream lines = new();
        if (end == 0)
        {
            Add(lines, _head);
        }

        bool isFirst = end <= _mark.Length || ByteAt(file, end - 2) == '[';
        bool hasRoom = true;
        foreach (byte[] entry in entries)
        {
            hasRoom = end + lines.Length + entry.Length < Largest;
            if (!hasRoom)
            {
                break;
            }

            Add(lines, isFirst ? [] : [(byte)','], entry, [(byte)'\n']);
            isFirst = false;
        }

        Add(lines, _end);
        Write(file, end, lines);
        return hasRoom;
    }

    /// <summary>Where the next entry goes, or the head where there is none. What is torn is behind it.</summary>
    private static long EndOfEntries(FileStream file)
    {
        if (!Read(file, 0, Math.Min(file.Length, _mark.Length)).AsSpan().SequenceEqual(_mark.AsSpan(0, (int)Math.Min(file.Length, _mark.Length))))
        {
            throw new IOException("it is another kind of file, and is left as it is.");
        }

        long end = file.Length - _end.Length;
        if (end > 0 && Read(file, end, _end.Length).AsSpan().SequenceEqual(_end) && ByteAt(file, end - 1) == '\n')
        {
            return end;
        }

        // An entry that was not written to its end has no end of line; its comma belongs to it. An editor may have added another to the document's end.
        byte[] all = file.Length <= 2 * Largest ? Read(file, 0, file.Length) : throw new IOException("it is longer than any trace, and is left as it is.");
        string text = Encoding.ASCII.GetString(all).TrimEnd();
        return text.EndsWith("\n]}}", StringComparison.Ordinal) ? text.Length - "]}}".Length : Array.LastIndexOf(all, (byte)'\n') + 1;
    }

    private static void Write(FileStream file, long end, MemoryStream lines)
    {
        long whole = end + lines.Length;
        try
        {
            file.Position = end;
            file.Write(lines.GetBuffer(), 0, (int)lines.Length);
            file.SetLength(whole);
            if (file.Length != whole)
            {
                throw new IOException("it does not keep what is written to it.");
            }
        }
        catch (Exception error) when (error is IOException or ArgumentOutOfRangeException && end > 0)
        {
            // Where the old end was there is room for it on the disk. Out of range is the length of the file, where the system limits it.
            file.Position = end;
            file.Write(_end, 0, _end.Length);
            file.SetLength(end + _end.Length);
            throw new IOException(error.Message, error);
        }
    }

    private static void Add(MemoryStream lines, params byte[][] parts)
    {
        foreach (byte[] part in parts)
        {
            lines.Write(part, 0, part.Length);
        }
    }

    private static byte ByteAt(FileStream file, long position) => Read(file, position, 1)[0];

    private static byte[] Read(FileStream file, long position, long count)
    {
        byte[] bytes = new byte[count];
        file.Position = position;
        for (int read, filled = 0; filled < bytes.Length; filled += read)
        {
            read = file.Read(bytes, filled, bytes.Length - filled);
            if (read == 0)
            {
                throw new IOException("it was cut while it was read.");
            }
        }

        return bytes;
    }
}
