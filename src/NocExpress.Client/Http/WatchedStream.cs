using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>
/// An answer's body under the eye of the watchdog: it counts the time that a read takes, and not the time that the pipeline takes between reads.
/// </summary>
internal sealed class WatchedStream(Stream inner, Watchdog watchdog) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

#if NET
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        watchdog.Restart();
        try
        {
            return await inner.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false);
        }
        finally
        {
            watchdog.Rest();
        }
    }
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        watchdog.Restart();
        try
        {
            return await inner.ReadAsync(buffer, offset, count, watchdog.Token).ConfigureAwait(false);
        }
        finally
        {
            watchdog.Rest();
        }
    }
#endif

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
