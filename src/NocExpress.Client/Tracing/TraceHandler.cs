using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Tracing;

/// <summary>Stands last before the wire, so that it sees every attempt at every request, those for tokens among them.</summary>
internal sealed class TraceHandler(TraceLog trace, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TracedExchange exchange = await TracedExchange.BeginAsync(request, time, trace.Add).ConfigureAwait(false);
        if (request.Content is { } sent)
        {
            request.Content = new SentContent(sent, exchange);
        }

        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            exchange.Answered(response);
            response.Content = new ReceivedContent(response.Content, exchange);
            await exchange.HashFilesAsync(cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (Exception fault)
        {
            await exchange.HashFilesAsync(cancellationToken).ConfigureAwait(false);
            exchange.End(fault);
            throw;
        }
    }
}
