using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace NocExpress.Client.Tracing;

/// <summary>The body of a request as it goes out, with a note of when the transport begins to take it, and of when it has all of it.</summary>
internal sealed class SentContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly TracedExchange _exchange;

    public SentContent(HttpContent inner, TracedExchange exchange)
    {
        _inner = inner;
        _exchange = exchange;
        foreach (KeyValuePair<string, IEnumerable<string>> header in inner.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _exchange.Timings.Sending();
        await _inner.CopyToAsync(stream, context).ConfigureAwait(false);
        _exchange.Timings.Sent();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
