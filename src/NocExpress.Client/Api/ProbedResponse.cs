using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using NocExpress.Client.Http;

namespace NocExpress.Client.Api;

/// <summary>A response as it came, whatever its status: for who wants to know how the server answers, and not what.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body, as far as it was read.</param>
/// <param name="IsWhole">Whether that is all.</param>
/// <param name="Arrived">When its head was there.</param>
internal sealed record ProbedResponse(int Status, string Body, bool IsWhole, DateTimeOffset Arrived)
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the server says that it answered.</summary>
    public DateTimeOffset? Date { get; private init; }

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static ProbedResponse Of(HttpResponseMessage response, string body, bool isWhole, DateTimeOffset arrived, TimeProvider time)
    {
        ProbedResponse probed = new((int)response.StatusCode, body, isWhole, arrived)
        {
            Date = response.Headers.Date,
            RetryAfter = ErrorResponse.RetryAfterOf(response, time),
        };
        foreach (KeyValuePair<string, IEnumerable<string>> header in response.Headers)
        {
            probed._headers[header.Key] = header.Value.FirstOrDefault() ?? "";
        }

        return probed;
    }

    /// <summary>The value of a header; null where there is none of that name.</summary>
    public string? Header(string name) => _headers.TryGetValue(name, out string? value) ? value : null;
}
