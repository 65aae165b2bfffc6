using System;
using System.Buffers;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Client.Http;

/// <summary>
/// A file to be sent. It is opened once and stays open: what was checked is what is sent, however often.
/// </summary>
internal sealed class UploadFile : IDisposable
{
    /// <summary>What is held of a file at any time.</summary>
    private const int BufferSize = 256 * 1024;

#if !NET
    private readonly SemaphoreSlim _turn = new(1);
#endif
    private readonly FileStream _content;
    private byte[]? _hash;

    private UploadFile(FileStream content, string contentType)
    {
        _content = content;
        Attachment = new NocRequestAttachment(content.Name, Path.GetFileName(content.Name), contentType, content.Length);
    }

    public NocRequestAttachment Attachment { get; }

    /// <summary>Returns what is wrong with the file, or nothing and the open file.</summary>
    public static string? Open(string path, string contentType, out UploadFile? file)
    {
        file = null;
        if (Directory.Exists(path))
        {
            return "is a directory. Name the files in it.";
        }

        if (SendableText.ProblemWithName(Path.GetFileName(path)) is { } wrongName)
        {
            return wrongName;
        }

        FileStream content;
        try
        {
            // A pipe or a device has no length, and opening it could wait for ever.
            if (new FileInfo(path).Length == 0)
            {
                return "is empty.";
            }

            content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return "does not exist.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return $"cannot be read: {error.Message}";
        }

        if (content.Length == 0)
        {
            content.Dispose();
            return "is empty.";
        }

        file = new UploadFile(content, contentType);
        return null;
    }

    /// <summary>A hash of the content, which tells it from any other.</summary>
    public async Task<byte[]> HashAsync(CancellationToken stop)
    {
        if (_hash is null)
        {
            using SHA256 algorithm = SHA256.Create();
            using CryptoStream hashing = new(Stream.Null, algorithm, CryptoStreamMode.Write);
            await CopyToAsync(hashing, _ => stop.ThrowIfCancellationRequested()).ConfigureAwait(false);
            hashing.FlushFinalBlock();
            _hash = algorithm.Hash!;
        }

        return _hash;
    }

    /// <summary>Copies the content as it was when it was checked.</summary>
    /// <exception cref="IOException">The file has become shorter.</exception>
    public async Task CopyToAsync(Stream target, Action<int> progress)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long sent = 0; sent < Attachment.Length;)
            {
                int wanted = (int)Math.Min(buffer.Length, Attachment.Length - sent);
                int read = await ReadAtAsync(sent, buffer, wanted).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new IOException($"{Attachment.Path} became shorter while it was sent");
                }

#if NET
                await target.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
#else
                await target.WriteAsync(buffer, 0, read).ConfigureAwait(false);
#endif
                sent += read;
                progress(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
#if !NET
        _turn.Dispose();
#endif
        _content.Dispose();
    }

    /// <remarks>Several uploads read one open file at once, each at its own place.</remarks>
#if NET
    private ValueTask<int> ReadAtAsync(long position, byte[] buffer, int count) =>
        RandomAccess.ReadAsync(_content.SafeFileHandle, buffer.AsMemory(0, count), position);
#else
    private async Task<int> ReadAtAsync(long position, byte[] buffer, int count)
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
