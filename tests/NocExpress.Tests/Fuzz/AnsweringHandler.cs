using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Http;

namespace NocExpress.Tests.Fuzz;

/// <summary>Stands for the network: takes a request whole, and gives the answer that it was told to.</summary>
internal sealed class AnsweringHandler : HttpMessageHandler, IHttpMessageHandlerFactory
{
    public Func<HttpResponseMessage> Answer { get; set; } = () => throw new InvalidOperationException("No answer was given.");

    public HttpMessageHandler CreateHandler(string name) => new DefaultHeaders { InnerHandler = this };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } body)
        {
            await body.CopyToAsync(System.IO.Stream.Null, cancellationToken);
        }

        HttpResponseMessage answer = Answer();
        answer.RequestMessage = request;
        return answer;
    }
}
