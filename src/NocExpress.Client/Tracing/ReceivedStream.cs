using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Http;

namespace NocExpress.Client.Tracing;

/// <summary>Tells the exchange of each part of a body that is read, of its end, and of what breaks it off.</summary>
internal sealed class ReceivedStream(Stream inner, TracedExchange exchange) : BodyStream
{
#if NET
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            exchange.Received(buffer.Span.Slice(0, read));
            return read;
        }
        catch (Exception fault)
        {
            exchange.End(fault);
            throw;
        }
    }
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            int read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            exchange.Received(buffer.AsSpan(offset, read));
            return read;
        }
        catch (Exception fault)
        {
            exchange.End(fault);
            throw;
        }
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
