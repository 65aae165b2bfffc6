using System;
using System.Net.Http;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// A request whose ToString() leaves out the headers: diagnostics (EventSource, HttpClient logging) print that text, and the Authorization
/// header holds the token.
/// </summary>
internal sealed class RedactedRequestMessage(HttpMethod method, Uri target) : HttpRequestMessage(method, target)
{
    public override string ToString() => $"{Method} {RequestUri?.AbsolutePath}";
}
