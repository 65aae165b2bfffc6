#if NET
using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>
/// A connection whose server may answer before it has the whole request, as a gateway does that refuses an upload (413, 401, 429) and reads
/// no further.
/// SocketsHttpHandler reads nothing before it has written all, and where a write fails it gives the connection up, with the answer unread
/// in it. Here
/// something is always read ahead while a request goes out. Once the answer is there, a write that fails does so in silence, and one that
/// refuses ends
/// the upload, as RFC 9112, 9.5 has it.
/// </summary>
internal sealed class EarlyResponseStream(Stream inner) : Stream
{
    /// <summary>As much of an answer as tells its status, and in most cases its head.</summary>
    private const int AheadSize = 4096;

    /// <summary>The length of "HTTP/1.1 413", and where in it the status begins.</summary>
    private const int StatusLine = 12;
    private const int StatusAt = 9;

    private readonly object _gate = new();
    private readonly CancellationTokenSource _writes = new();
    private byte[]? _ahead;
    private int _start;
    private int _end;

    /// <summary>What is read ahead, until all of it has been handed over.</summary>
    private Task<int>? _arriving;
    private volatile bool _hasAnswered;
    private volatile bool _hasStopped;
    private volatile bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>For <see cref="SocketsHttpHandler.PlaintextStreamFilter"/>.</summary>
    public static ValueTask<Stream> WrapAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken) =>
        new(new EarlyResponseStream(context.PlaintextStream));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return buffer.IsEmpty ? LookAsync()
                : _arriving is { } arriving ? ReadAheadAsync(arriving, buffer)
                : _isOver ? new ValueTask<int>(0)
                : inner.ReadAsync(buffer, cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasStopped)
        {
            return default;
        }

        Task<int> arriving = ArrivingAsync();
        if (IsRefused(arriving))
        {
            _hasStopped = true;
            return default;
        }

        ValueTask write = inner.WriteAsync(buffer, _writes.Token);
        return write.IsCompletedSuccessfully ? default : new ValueTask(SeeToEndAsync(write.AsTask(), arriving));
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _hasStopped ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Waits until there is something to read, without reading it. So the handler looks, between two requests, whether a connection is
    /// still good; one on which a
    /// request was broken off is not, since the server would take the next for the rest of it.
    /// </summary>
    private ValueTask<int> LookAsync()
    {
        _hasAnswered = false;
        _isOver = _hasStopped;
        return _isOver ? new ValueTask<int>(0) : LookAheadAsync(ArrivingAsync());
    }

    private static async ValueTask<int> LookAheadAsync(Task<int> arriving)
    {
        await arriving.ConfigureAwait(false);
        return 0;
    }

    private async ValueTask<int> ReadAheadAsync(Task<int> arriving, Memory<byte> buffer)
    {
        await arriving.ConfigureAwait(false);
        lock (_gate)
        {
            int read = Math.Min(_end - _start, buffer.Length);
            _ahead.AsMemory(_start, read).CopyTo(buffer);
            _start += read;
            if (_start == _end)
            {
                _arriving = null;
            }

            return read;
        }
    }

    private Task<int> ArrivingAsync()
    {
        lock (_gate)
        {
            return _arriving ??= FillAsync();
        }
    }

    private async Task<int> FillAsync()
    {
        _ahead ??= new byte[AheadSize];
        _start = _end = 0;
        _end = await inner.ReadAsync(_ahead, CancellationToken.None).ConfigureAwait(false);
        _hasAnswered |= _end > 0;
        return _end;
    }

    /// <remarks>
    /// The watchdog ends the wait where neither the write nor the answer gets on: it has the connection closed, and both fail.
    /// </remarks>
    private async Task SeeToEndAsync(Task write, Task<int> arriving)
    {
        try
        {
            if (await Task.WhenAny(write, arriving).ConfigureAwait(false) == arriving && IsRefused(arriving))
            {
                // The buffer is the caller's again when this returns: nothing may still be writing from it.
                _hasStopped = true;
                await _writes.CancelAsync().ConfigureAwait(false);
            }

            await write.ConfigureAwait(false);
        }
        catch (Exception) when (_hasStopped)
        {
            // Which is what it was told to do.
        }
        catch (IOException)
        {
            _hasStopped = await HasAnsweredAsync(arriving).ConfigureAwait(false);
            if (!_hasStopped)
            {
                throw;
            }
        }
    }

    private async Task<bool> HasAnsweredAsync(Task<int> arriving)
    {
        try
        {
            return _hasAnswered || await arriving.ConfigureAwait(false) > 0;
        }
        catch (Exception fault) when (TransportFault.Is(fault) || fault is ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the answer is there and says that the request comes to nothing. An interim answer (1xx) does not, nor does one that is good.
    /// </summary>
    private bool IsRefused(Task<int> arriving) =>
        arriving.IsCompletedSuccessfully && _start == 0 && _end >= StatusLine
        && _ahead.AsSpan().StartsWith("HTTP/1."u8) && _ahead![StatusAt] >= (byte)'3';
}
#endif
