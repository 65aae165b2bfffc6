using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>Gives every request the headers that all have in common.</summary>
internal sealed class DefaultHeaders : DelegatingHandler
{
    private static readonly ProductInfoHeaderValue _agent = new("NocExpress", typeof(DefaultHeaders).Assembly.GetName().Version!.ToString(3));
    private static readonly MediaTypeWithQualityHeaderValue _json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(_agent);
        request.Headers.Accept.Add(_json);

        // .NET Framework would ask before each body whether it may come, and wait for the answer.
        request.Headers.ExpectContinue = false;
        return base.SendAsync(request, cancellationToken);
    }
}
