using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Pacing;

/// <summary>A window in a file that the processes of one machine share. It is only ever open for as long as it takes to read and write it.</summary>
internal sealed class FileWindow(string path) : IWindowStore
{
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(5);

    public async Task<T> UseAsync<T>(Func<RequestWindow, T> use, TimeSpan now, CancellationToken stop)
    {
        using FileStream file = await OpenAsync(stop).ConfigureAwait(false);
        RequestWindow window = Read(file, now);
        T result = use(window);
        Write(file, window);
        return result;
    }

    /// <remarks>The others have the file for a moment each; the waiting is in real time, as theirs is.</remarks>
    private async Task<FileStream> OpenAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (LockedFile.IsInUse(error))
            {
                await Task.Delay(_turn, stop).ConfigureAwait(false);
            }
        }
    }

    private static RequestWindow Read(FileStream file, TimeSpan now)
    {
        MemoryStream content = new();
        file.CopyTo(content);
        content.Position = 0;
        try
        {
            using BinaryReader reader = new(content);
            return RequestWindow.Read(reader, now);
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
        window.Write(writer);
        writer.Flush();
        file.Position = 0;
        file.Write(content.GetBuffer(), 0, (int)content.Length);
        file.SetLength(content.Length);
    }
}
