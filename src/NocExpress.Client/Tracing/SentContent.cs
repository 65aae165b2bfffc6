using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace NocExpress.Client.Tracing;

/// <summary>The body of a request as it goes out, with a note of when the transport begins to take it, and of when it has all of it.</summary>
internal sealed class SentContent(HttpContent inner, TracedExchange exchange) : TracedContent(inner, exchange)
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Exchange.Timings.Sending();
        await Inner.CopyToAsync(stream, context).ConfigureAwait(false);
        Exchange.Timings.Sent();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Inner.Headers.ContentLength ?? 0;
        return Inner.Headers.ContentLength is not null;
    }
}
