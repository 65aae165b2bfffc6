using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using NocExpress.Client.Guesses;
using NocExpress.Client.Secrecy;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Http;

/// <summary>What a response that is no success says of itself, to the API as to the token endpoint: status, request id, messages, Retry-After.</summary>
[GoesBy(Guess.RateLimitHeaders)]
[GoesBy(Guess.ServerClock)]
internal static class ErrorResponse
{
    private const int LongestQuote = 2000;

    private const int ProxyAuthenticationRequired = 407;
    private const int TooManyRequests = 429;

    /// <summary>Okta's, GitHub's and the IETF's draft: when the limit begins anew, in seconds since 1970 or from now.</summary>
    private static readonly string[] _resetHeaders = ["X-Rate-Limit-Reset", "X-RateLimit-Reset", "RateLimit-Reset"];

    /// <summary>A greater number of seconds is a time since 1970: from now it would be thirty years.</summary>
    private const double LongestFromNow = 1e9;

    public static readonly IReadOnlyList<string> RequestIdHeaders = ["x-request-id", "request-id", "x-correlation-id", "x-okta-request-id", "x-amzn-requestid"];

    /// <summary>The error of an answer, with all that the answer itself says of it.</summary>
    public static NocException Create(
        NocErrorKind kind, string message, string body, HttpResponseMessage response, Redactor redactor, TimeProvider time, DateTimeOffset? sentAt = null) =>
        new(kind, message)
        {
            StatusCode = (int)response.StatusCode,
            RequestId = RequestIdOf(response, redactor) ?? (ErrorMessages.RequestIdIn(body) is { } id ? redactor.ForDisplay(id) : null),
            ServerErrors = [.. MessagesIn(body, redactor)],
            RetryAfter = RetryAfterOf(response, time),
            SentAt = sentAt,
            IsLasting = (int)response.StatusCode == ProxyAuthenticationRequired,
        };

    /// <summary>The server's messages in the body of an error, fit to be shown.</summary>
    public static IReadOnlyList<string> MessagesIn(string body, Redactor redactor) =>
        [.. ErrorMessages.Read(redactor.Redact(body)).Select(redactor.ForDisplay).Where(message => message.Length > 0)];

    /// <summary>The messages as the end of a sentence of ours, in quotes that a server cannot close: it must not be able to go on in our name.</summary>
    public static string Quote(IReadOnlyList<string> said) =>
        said.Count == 0 ? "" : $" The server says: {TerminalText.Quoted(string.Join("; ", said), LongestQuote)}";

    /// <summary>How long the server asks to wait, as the end of a sentence of ours.</summary>
    public static string RequestedWait(HttpResponseMessage response, TimeProvider time) => RetryAfterOf(response, time) switch
    {
        null => "",
        { } wait when wait > RetryPolicy.Deadline => $" It asks to wait {wait.TotalSeconds:0} s, and no request waits longer than {RetryPolicy.Deadline.TotalSeconds:0} s.",
        { } wait => $" It asks to wait {wait.TotalSeconds:0} s.",
    };

    public static string? RequestIdOf(HttpResponseMessage response, Redactor redactor) => RequestIdHeaders
        .Select(name => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null)
        .Where(value => value is not null)
        .Select(value => redactor.ForDisplay(value!))
        .FirstOrDefault();

    /// <summary>Where a redirect leads: the host alone, since the rest is as likely to hold a secret.</summary>
    public static string Redirects(HttpResponseMessage response, Redactor redactor)
    {
        string host = response.Headers.Location is { } location && Uri.TryCreate(response.RequestMessage!.RequestUri!, location, out Uri? target)
            ? redactor.ForDisplay(target.Authority)
            : "nowhere";
        return $"redirects ({(int)response.StatusCode}) to {host}, which is not followed.";
    }

    /// <summary>
    /// How long the server asks to wait: in seconds, or until a date, which is one of the server's own clock. One that refuses by a limit
    /// (429) may say instead
    /// when that begins anew.
    /// </summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        DateTimeOffset now = response.Headers.Date ?? time.GetUtcNow();
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta
            ?? (header?.Date is { } date ? date - now : (TimeSpan?)null)
            ?? ((int)response.StatusCode == TooManyRequests ? UntilReset(response, now) : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static TimeSpan? UntilReset(HttpResponseMessage response, DateTimeOffset now) => _resetHeaders
        .SelectMany(name => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values : [])
        .Select(value => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) ? seconds : double.NaN)
        .Select(seconds => seconds < LongestFromNow ? seconds : seconds - now.ToUnixTimeMilliseconds() / 1000d)
        .Where(seconds => seconds < LongestFromNow)
        .Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds))
        .FirstOrDefault();
}
