using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Files;

namespace NocExpress.Client.Pacing;

/// <summary>A window in a file that the processes of one machine share. It is only ever open for as long as it takes to read and write it.</summary>
internal sealed class FileWindow(string path, TimeProvider clock) : IWindowStore
{
    /// <summary>
    /// What the file begins with, so that no other file is taken for one and written over, and then the version of what it holds.
    /// </summary>
    private static readonly byte[] _mark = "NocPace"u8.ToArray();
    private const byte Version = (byte)'2';

    /// <summary>Far more than the requests of a minute take.</summary>
    private const int LargestFile = 16 * 1024 * 1024;

    /// <exception cref="IOException">The file cannot be used, or is another kind of file.</exception>
    public async Task<T> UseAsync<T>(Func<RequestWindow, TimeSpan, T> use, CancellationToken cancellationToken)
    {
        using FileStream file = await SharedFile.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        TimeSpan now = clock.Elapsed();
        RequestWindow window = Read(file, now);
        T result = use(window, now);
        Write(file, window);
        return result;
    }

    private static RequestWindow Read(FileStream file, TimeSpan now)
    {
        MemoryStream content = new();
        if (file.Length <= LargestFile)
        {
            file.CopyTo(content);
        }

        if (file.Length > LargestFile
            || !content.GetBuffer().AsSpan(0, (int)Math.Min(content.Length, _mark.Length)).SequenceEqual(_mark.AsSpan(0, (int)Math.Min(content.Length, _mark.Length))))
        {
            throw new IOException("it is another kind of file, and is left as it is.");
        }

        content.Position = Math.Min(content.Length, _mark.Length);
        try
        {
            using BinaryReader reader = new(content);

            // What another version of the module wrote holds for a minute, and is begun anew.
            return reader.ReadByte() == Version ? RequestWindow.Read(reader, now) : new RequestWindow();
        }
        catch (EndOfStreamException)
        {
            // A new file, or one whose writer was killed.
            return new RequestWindow();
        }
    }

    private static void Write(FileStream file, RequestWindow window)
    {
        using MemoryStream content = new();
        using BinaryWriter writer = new(content);
        writer.Write(_mark);
        writer.Write(Version);
        window.Write(writer);
        writer.Flush();
        file.Position = 0;
        file.Write(content.GetBuffer(), 0, (int)content.Length);
        file.SetLength(content.Length);
        if (file.Length != content.Length)
        {
            throw new IOException("it does not keep what is written to it.");
        }
    }
}
