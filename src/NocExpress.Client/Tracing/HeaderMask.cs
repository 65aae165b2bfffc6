using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;
using NocExpress.Client.Http;

namespace NocExpress.Client.Tracing;

/// <summary>Headers: those that say how something is sent, or how long to wait, stay, and others go by the mask. Credentials and cookies are never shown.</summary>
internal static class HeaderMask
{
    private static readonly HashSet<string> _plain = new(ErrorResponse.RequestIdHeaders, StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Age", "Allow", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date", "Expires",
        "Retry-After", "Server", "Transfer-Encoding", "User-Agent", "Vary", "Via", "X-Total-Count",
        "X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset",
        "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset",
    };

    public static IEnumerable<(string Name, string Value)> Of(Mask mask, params HttpHeaders?[] headers) =>
        from all in headers
        where all is not null
        from header in all
        select (mask.Line(header.Key), Value(mask, header.Key, string.Join(", ", header.Value)));

    private static string Value(Mask mask, string name, string value) =>
        name == "Authorization" && value.IndexOf(' ') is > 0 and int end ? $"{value.Substring(0, end)} {Mask.Secret}"
        : Mask.IsSecret(name) ? Mask.Secret
        : _plain.Contains(name) || mask.ShowsContent ? mask.Line(value)
        : Mask.Length(value);
}
