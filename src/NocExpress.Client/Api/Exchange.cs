using System;
using System.Net.Http;

namespace NocExpress.Client.Api;

/// <summary>An attempt that was answered, as far as the head of the answer.</summary>
internal sealed class Exchange(Attempt attempt, HttpResponseMessage response, string token) : IDisposable
{
    public Attempt Attempt { get; } = attempt;

    public HttpResponseMessage Response { get; } = response;

    /// <summary>The token that it went out with.</summary>
    public string Token { get; } = token;

    public void Dispose()
    {
        Response.Dispose();
        Attempt.Dispose();
    }
}
