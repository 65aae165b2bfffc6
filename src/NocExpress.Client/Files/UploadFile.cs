using System;
using System.Buffers;
using System.IO;
using System.Security.Cryptography;
using System.Threading.Tasks;
using NocExpress.Client.Text;
using NocExpress.Models;
using NocExpress.Rules;

namespace NocExpress.Client.Files;

/// <summary>
/// A file to be sent. It is opened once and stays open: what was checked is what is sent, however often.
/// </summary>
internal class UploadFile : IDisposable
{
    /// <summary>The size of the read buffer: how much of a file is in memory at once.</summary>
    private const int BufferSize = 256 * 1024;

#if !NET
    private readonly System.Threading.SemaphoreSlim _turn = new(1);
#endif
    /// <summary>
    /// On Windows Excel and the like keep a file open to write, and let others read who let them write: what they change meanwhile is noticed. Elsewhere
    /// sharing with writers would overlook locks.
    /// </summary>
    private static readonly FileShare _share = PathRules.IsWindows ? FileShare.ReadWrite : FileShare.Read;

    private readonly FileStream _content;
    private readonly DateTime _writtenAt;
    private byte[]? _hash;

    protected UploadFile(FileStream content, NocRequestAttachment attachment)
    {
        _content = content;
        _writtenAt = WrittenAt(content);
        Attachment = attachment;
    }

    public NocRequestAttachment Attachment { get; }

    /// <summary>Opens the file and returns it, or what is wrong with it.</summary>
    public static (UploadFile? File, string? Problem) Open(string path, string contentType)
    {
        if (PathRules.Problem(path, PathRules.IsWindows) is { } wrongPath)
        {
            return (null, wrongPath + ".");
        }

        if (Directory.Exists(path))
        {
            return (null, "is a directory. Name the files in it.");
        }

        if (SendableText.ProblemWithName(Path.GetFileName(path)) is { } wrongName)
        {
            return (null, wrongName);
        }

        FileStream content;
        try
        {
            RegularFile.RefuseLink(path);

            // Neither a pipe nor a device has a length, and there are some that do something when they are opened.
            if (new FileInfo(path).Length == 0)
            {
                return (null, "is empty.");
            }

            content = RegularFile.OpenLinkless(path, FileAccess.Read, _share);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "does not exist.");
        }
        catch (IOException error) when (LockedFile.IsInUse(error))
        {
            return (null, "is locked. Close it in the program that has it open.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return (null, $"cannot be read: {error.Message}");
        }

        long length = content.Length;
        if (length == 0)
        {
            content.Dispose();
            return (null, "is empty.");
        }

        return (new UploadFile(content, new NocRequestAttachment(path, Path.GetFileName(path), contentType, length)), null);
    }

    /// <summary>Opens the file by <paramref name="open"/>, which may take for ever, and returns it, or what is wrong with it.</summary>
    public static async Task<(UploadFile? File, string? Problem)> OpenAsync(Func<(UploadFile? File, string? Problem)> open, FileTimeout timeout)
    {
        try
        {
            return await timeout.WaitForAsync(Task.Run(open)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return (null, $"could not be opened for {timeout.Timeout.TotalSeconds:0.#} s. Is the place that it lies in out of reach?");
        }
    }

    /// <summary>The first bytes of the content.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public async Task<byte[]> HeadAsync(int longest, FileTimeout timeout)
    {
        byte[] head = new byte[Math.Min(longest, Attachment.Length)];
        int read = await ReadAsync(0, head, head.Length, timeout).ConfigureAwait(false);
        return head.AsSpan(0, read).ToArray();
    }

    /// <summary>A hash of the content, which tells it from any other.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task<byte[]> HashAsync(FileTimeout timeout)
    {
        if (_hash is null)
        {
            using SHA256 algorithm = SHA256.Create();
            using CryptoStream hashing = new(Stream.Null, algorithm, CryptoStreamMode.Write);
            await CopyToAsync(hashing, _ => { }, timeout).ConfigureAwait(false);
            hashing.FlushFinalBlock();
            _hash = algorithm.Hash!;
        }

        return _hash;
    }

    /// <summary>Makes sure, before anything is sent, that the file is what was checked. One that was deleted or replaced still is: it stays open.</summary>
    /// <exception cref="NocException">Somebody has written to it since.</exception>
    public void RefuseIfChanged()
    {
        if (HasChanged())
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"The file '{Attachment.Path}' was changed after it was checked. Nothing of this request was sent: run it again when the file is complete.");
        }
    }

    /// <summary>Copies the content as it was when it was checked.</summary>
    /// <exception cref="IOException">The file was changed, or gives nothing.</exception>
    public async Task CopyToAsync(Stream target, Action<int> progress, FileTimeout timeout)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        for (long sent = 0; sent < Attachment.Length;)
        {
            int wanted = (int)Math.Min(buffer.Length, Attachment.Length - sent);
            int read = await ReadAsync(sent, buffer, wanted, timeout).ConfigureAwait(false);
            if (read == 0)
            {
                throw new IOException($"{Attachment.Path} became shorter while it was sent");
            }

            // Checked before the last chunk: without that the multipart body is incomplete, and the server cannot act on it.
            if (sent + read == Attachment.Length && HasChanged())
            {
                throw new IOException($"{Attachment.Path} was changed while it was sent");
            }

#if NET
            await target.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
#else
            await target.WriteAsync(buffer, 0, read).ConfigureAwait(false);
#endif
            sent += read;
            progress(read);
        }

        // Not in a finally: a read that was abandoned by the time limit still writes into the pooled buffer.
        ArrayPool<byte>.Shared.Return(buffer);
    }

    public void Dispose()
    {
        _content.Dispose();
    }

#if NET
    private static DateTime WrittenAt(FileStream content) => File.GetLastWriteTimeUtc(content.SafeFileHandle);
#else
    private static DateTime WrittenAt(FileStream content) => File.GetLastWriteTimeUtc(content.Name);
#endif

    private bool HasChanged() => _content.Length != Attachment.Length || WrittenAt(_content) != _writtenAt;

    private async Task<int> ReadAsync(long position, byte[] buffer, int count, FileTimeout timeout)
    {
        try
        {
            return await timeout.WaitForAsync(ReadAtAsync(position, buffer, count)).ConfigureAwait(false);
        }
        catch (Exception wait) when (wait is TimeoutException or OperationCanceledException)
        {
            throw new StalledFileException(Attachment.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the file '{Attachment.Path}' cannot be read: {error.Message}", error);
        }
    }

    /// <remarks>Several uploads read one open file at once, each at its own place. Virtual for a test whose file never delivers its bytes.</remarks>
#if NET
    protected virtual Task<int> ReadAtAsync(long position, byte[] buffer, int count) =>
        RandomAccess.ReadAsync(_content.SafeFileHandle, buffer.AsMemory(0, count), position).AsTask();
#else
    protected virtual async Task<int> ReadAtAsync(long position, byte[] buffer, int count)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _content.Position = position;
            return await _content.ReadAsync(buffer, 0, count).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
#endif
}
