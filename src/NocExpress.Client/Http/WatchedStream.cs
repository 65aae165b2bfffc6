#if NET
using System;
#endif
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>
/// An answer's body under the eye of the watchdog: it counts the time that reads take, and not the time that the pipeline takes between them.
/// The whole body must come within the timeout, unless it is a list.
/// </summary>
internal sealed class WatchedStream(Stream inner, Watchdog watchdog) : BodyStream
{
    /// <summary>Whether the body is a list, which may be long, and may take its time as long as it comes at a pace.</summary>
    public bool IsList { get; set; }

#if NET
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        watchdog.WaitForBytes();
        try
        {
            return Arrived(await inner.ReadAsync(buffer, watchdog.Token).ConfigureAwait(false));
        }
        finally
        {
            watchdog.Rest();
        }
    }
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        watchdog.WaitForBytes();
        try
        {
            return Arrived(await inner.ReadAsync(buffer, offset, count, watchdog.Token).ConfigureAwait(false));
        }
        finally
        {
            watchdog.Rest();
        }
    }
#endif

    private int Arrived(int bytes)
    {
        if (IsList)
        {
            watchdog.Arrived(bytes);
        }

        return bytes;
    }
}
