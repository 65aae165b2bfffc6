using System;
using System.Net.Http;

namespace NocExpress.Client.Secrecy;

/// <summary>A request whose text is without its headers: .NET's own tracing prints it for whoever has that switched on, and the token stands in one.</summary>
internal sealed class RedactedRequestMessage(HttpMethod method, Uri target) : HttpRequestMessage(method, target)
{
    public override string ToString() => $"{Method} {RequestUri?.AbsolutePath}";
}
