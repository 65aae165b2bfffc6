using System.Collections.Generic;
using System.Net.Http;

namespace NocExpress.Client.Tracing;

/// <summary>A body with the headers of another, in whose place it stands.</summary>
internal abstract class TracedContent : HttpContent
{
    protected TracedContent(HttpContent inner, TracedExchange exchange)
    {
        Inner = inner;
        Exchange = exchange;
        foreach (KeyValuePair<string, IEnumerable<string>> header in inner.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected HttpContent Inner { get; }

    protected TracedExchange Exchange { get; }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
