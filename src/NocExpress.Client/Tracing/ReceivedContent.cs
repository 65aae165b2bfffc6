using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace NocExpress.Client.Tracing;

/// <summary>The body of an answer as the client reads it, with the beginning of it kept: it is not held back, and never held whole.</summary>
internal sealed class ReceivedContent(HttpContent inner, TracedExchange exchange) : TracedContent(inner, exchange)
{
    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new ReceivedStream(await Inner.ReadAsStreamAsync().ConfigureAwait(false), Exchange);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using Stream content = await CreateContentReadStreamAsync().ConfigureAwait(false);
        await content.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <summary>Whoever disposes of an answer is done with it, whether or not its body was read.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Exchange.End(null);
        }

        base.Dispose(disposing);
    }
}
