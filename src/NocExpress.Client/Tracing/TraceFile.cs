using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Files;

namespace NocExpress.Client.Tracing;

/// <summary>
/// A file of HAR 1.2 (HTTP Archive), each entry a line. Entries are added to a copy, which takes the file's place when it is complete: a write
/// over its end would be torn where the process is killed, since the system stops a write between two pages. So the file is a whole document at
/// any instant. Connections and processes that share it take turns by a lock beside it.
/// </summary>
internal sealed class TraceFile(string path)
{
    /// <summary>Far more than a run of some hundred tickets, and little to copy.</summary>
    public const int Largest = 8 * 1024 * 1024;

    /// <summary>What the file begins with, so that no other file is taken for one and written over.</summary>
    private const string Mark = """{"log":{"version":"1.2","creator":{"name":"NocExpress",""";

    private static readonly byte[] _mark = Encoding.ASCII.GetBytes(Mark);
    private static readonly byte[] _newLine = "\n"u8.ToArray();
    private static readonly byte[] _end = "]}}\n"u8.ToArray();

    private static readonly byte[] _head = Encoding.ASCII.GetBytes(
        $"{Mark}\"version\":\"{typeof(TraceFile).Assembly.GetName().Version!.ToString(3)}\"}},"
        + "\"comment\":\"Where a value is masked, ***(7) stands for a text of 7 characters, *** for a secret, and 9 for each digit of a number.\",\"entries\":[\n");

    private readonly string _copy = path + ".new";
    private readonly string _lock = path + ".lock";

    /// <summary>Adds entries; without any, makes sure that some could be added.</summary>
    /// <returns>Whether there was room for them.</returns>
    /// <exception cref="IOException">The file cannot be used, or is another kind of file.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be used.</exception>
    public async Task<bool> AppendAsync(IReadOnlyList<byte[]> entries, CancellationToken cancellationToken)
    {
        using FileStream turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        RemoveCopy();
        try
        {
            bool hasRoom = WriteCopy(entries);
            TakePlace();
            return hasRoom;
        }
        catch
        {
            RemoveCopy();
            throw;
        }
    }

    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(_lock))
        {
            return await SharedFile.OpenAsync(_lock, cancellationToken).ConfigureAwait(false);
        }

        // Nobody has used the file yet. One that will be refused is not to get a lock beside it.
        RefuseOther();
        try
        {
            return await SharedFile.OpenAsync(_lock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && !File.Exists(_lock))
        {
            // The reason is the folder's, and the user has named no lock.
            throw new IOException(error.Message.Replace(_lock, path), error);
        }
    }

    /// <exception cref="IOException">The path is that of another thing than a trace.</exception>
    private void RefuseOther()
    {
        using FileStream? file = OpenIfThere(path);
        if (file is { Length: > 0 })
        {
            EndOfEntries(file);
        }
    }

    private bool WriteCopy(IReadOnlyList<byte[]> entries)
    {
        using FileStream? file = OpenIfThere(path);
        using FileStream copy = RegularFile.Create(_copy, FileShare.None);
        long kept = file is null or { Length: 0 } ? 0 : EndOfEntries(file);
        if (kept == 0)
        {
            Add(copy, _head);
        }
        else
        {
            file!.Position = 0;
            file.CopyTo(copy);
            copy.SetLength(kept);
            copy.Position = kept;
        }

        bool isFirst = kept == 0 || ByteAt(file!, kept - 2) == '[';
        bool hasRoom = true;
        foreach (byte[] entry in entries)
        {
            hasRoom = hasRoom && copy.Length + entry.Length < Largest;
            if (hasRoom)
            {
                Add(copy, isFirst ? [] : [(byte)','], entry, _newLine);
                isFirst = false;
            }
        }

        Add(copy, _end);
        return hasRoom;
    }

    /// <exception cref="IOException">It is another kind of file, or was cut or changed.</exception>
    private static long EndOfEntries(FileStream file)
    {
        long end = file.Length - _end.Length;
        return IsTrace(file) && end > _mark.Length && ByteAt(file, end - 1) == '\n' && Read(file, end, _end.Length).AsSpan().SequenceEqual(_end)
            ? end
            : throw new IOException("it is another kind of file, or was changed, and is left as it is.");
    }

    private static bool IsTrace(FileStream file) => file.Length >= _mark.Length && Read(file, 0, _mark.Length).AsSpan().SequenceEqual(_mark);

    private static FileStream? OpenIfThere(string path)
    {
        try
        {
            return RegularFile.Open(path, FileAccess.Read, FileShare.Read);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes what a write left behind that failed or was killed. Where another kind of file has its name, that stays.</summary>
    private void RemoveCopy()
    {
        bool isOurs;
        using (FileStream? copy = OpenIfThere(_copy))
        {
            isOurs = copy is not null && (copy.Length < _mark.Length || IsTrace(copy));
        }

        if (isOurs)
        {
            File.Delete(_copy);
        }
    }

#if NET
    private void TakePlace() => File.Move(_copy, path, overwrite: true);
#else
    private void TakePlace()
    {
        if (File.Exists(path))
        {
            File.Replace(_copy, path, null);
        }
        else
        {
            File.Move(_copy, path);
        }
    }
#endif

    private static void Add(FileStream file, params byte[][] parts)
    {
        foreach (byte[] part in parts)
        {
            file.Write(part, 0, part.Length);
        }
    }

    private static byte ByteAt(FileStream file, long position) => Read(file, position, 1)[0];

    private static byte[] Read(FileStream file, long position, int count)
    {
        byte[] bytes = new byte[count];
        file.Position = position;
        for (int read, filled = 0; filled < count; filled += read)
        {
            read = file.Read(bytes, filled, count - filled);
            if (read == 0)
            {
                throw new IOException("it was cut while it was read.");
            }
        }

        return bytes;
    }
}
