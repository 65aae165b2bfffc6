using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using NocExpress.Client.Secrecy;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Http;

/// <summary>What a response that is no success says of itself, to the API as to the token endpoint: status, request id, messages, Retry-After.</summary>
internal static class ErrorResponse
{
    private const int LongestQuote = 2000;

    private static readonly string[] _requestIdHeaders = ["x-request-id", "request-id", "x-correlation-id", "x-okta-request-id", "x-amzn-requestid"];

    /// <summary>The error of an answer, with all that the answer itself says of it.</summary>
    public static NocException Create(
        NocErrorKind kind, string message, IReadOnlyList<string> said, HttpResponseMessage answer, Redactor redactor, TimeProvider time, DateTimeOffset? sentAt = null) =>
        new(kind, message)
        {
            StatusCode = (int)answer.StatusCode,
            RequestId = RequestIdOf(answer, redactor),
            ServerErrors = said,
            RetryAfter = RetryAfterOf(answer, time),
            SentAt = sentAt,
        };

    /// <summary>The server's messages in the body of an error, fit to be shown.</summary>
    public static IReadOnlyList<string> MessagesIn(string body, Redactor redactor) =>
        [.. ErrorMessages.Read(redactor.Redact(body)).Select(redactor.Clean).Where(message => message.Length > 0)];

    /// <summary>The messages as the end of a sentence of ours, marked as the server's words: a server must not be able to go on in our name.</summary>
    public static string Quote(IReadOnlyList<string> said) =>
        said.Count == 0 ? "" : $" The server says: \"{PlainText.Line(string.Join("; ", said), LongestQuote).Replace('"', '\'')}\"";

    /// <summary>How long the server asks to wait, as the end of a sentence of ours.</summary>
    public static string RequestedWait(HttpResponseMessage answer, TimeProvider time) => RetryAfterOf(answer, time) switch
    {
        null => "",
        { } wait when wait > RetryPolicy.Deadline => $" It asks to wait {wait.TotalSeconds:0} s, and no request waits longer than {RetryPolicy.Deadline.TotalSeconds:0} s.",
        { } wait => $" It asks to wait {wait.TotalSeconds:0} s.",
    };

    public static string? RequestIdOf(HttpResponseMessage answer, Redactor redactor) => _requestIdHeaders
        .Select(name => answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null)
        .Where(value => value is not null)
        .Select(value => redactor.Clean(value!))
        .FirstOrDefault();

    /// <summary>Where a redirect leads: the host alone, since the rest is as likely to hold a secret.</summary>
    public static string Redirects(HttpResponseMessage answer, Redactor redactor)
    {
        string host = answer.Headers.Location is { } location && Uri.TryCreate(answer.RequestMessage!.RequestUri!, location, out Uri? target)
            ? redactor.Clean(target.Authority)
            : "nowhere";
        return $"redirects ({(int)answer.StatusCode}) to {host}, which is not followed.";
    }

    /// <summary>How long the server asks to wait: in seconds, or until a date, which is one of the server's own clock.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage answer, TimeProvider time)
    {
        RetryConditionHeaderValue? header = answer.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date is { } date ? date - (answer.Headers.Date ?? time.GetUtcNow()) : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
