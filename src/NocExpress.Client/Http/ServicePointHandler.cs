#if !NET
using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>
/// Sets, for each request anew, what .NET Framework keeps for an address or its proxy and forgets as soon as that has rested for a while.
/// </summary>
internal sealed class ServicePointHandler(TimeSpan connectionLifetime, TimeSpan longestIdle) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpClientHandler handler = (HttpClientHandler)InnerHandler!;
        ServicePoint server = ServicePointManager.FindServicePoint(request.RequestUri, handler.UseProxy ? handler.Proxy : null);
        server.Expect100Continue = false;
        server.ConnectionLeaseTimeout = (int)connectionLifetime.TotalMilliseconds;
        server.MaxIdleTime = (int)longestIdle.TotalMilliseconds;

        // Of two, which is what it has by itself, each list that is not read to its end would hold one, and whatever is asked for meanwhile
        // would wait for it.
        server.ConnectionLimit = int.MaxValue;
        return base.SendAsync(request, cancellationToken);
    }
}
#endif
