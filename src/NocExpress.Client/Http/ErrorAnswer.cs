using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Client.Http;

/// <summary>Turns an answer that is no success into the error it means.</summary>
internal static class ErrorAnswer
{
    private const int LargestBody = 64 * 1024;
    public const string ProxyRefused = "the proxy does not let you through (407). Give or check -ProxyCredential, or give -ProxyUseDefaultCredentials.";

    private const int LongestQuote = 2000;

    private static readonly string[] _requestIdHeaders = ["x-request-id", "request-id", "x-correlation-id", "x-okta-request-id", "x-amzn-requestid"];

    public static async Task<NocException> ReadAsync(
        Attempt attempt, ClientOptions options, HttpResponseMessage answer, Stream content, Redactor redactor, TimeProvider time)
    {
        ApiRequest request = attempt.Request;
        string body = await TextAsync(content, attempt).ConfigureAwait(false);
        IReadOnlyList<string> said = MessagesIn(body, redactor);
        int status = (int)answer.StatusCode;
        (NocErrorKind kind, string problem) = Meaning(status, request, options, answer, redactor);
        if (status == 404 && (request.IsKnownEverywhere || !ErrorMessages.IsJson(body)))
        {
            problem += $" Check that {options.BaseUriSource} leads to a NOCExpress server.";
        }

        return request.Creates && LeavesOpenWhatHappened(status)
            ? Create(NocErrorKind.OutcomeUnknown, OutcomeUnknown.Message(attempt, problem + Quote(said)), said, answer, redactor, time, attempt.SentAt)
            : Create(kind, $"{request.Subject}: {problem}{Patience(answer, time)}{Quote(said)}", said, answer, redactor, time);
    }

    /// <summary>The error of an answer, with all that the answer itself says of it.</summary>
    public static NocException Create(
        NocErrorKind kind, string message, IReadOnlyList<string> said, HttpResponseMessage answer, Redactor redactor, TimeProvider time, DateTimeOffset? sentAt = null) =>
        new(kind, message)
        {
            StatusCode = (int)answer.StatusCode,
            RequestId = RequestIdOf(answer, redactor),
            ServerErrors = said,
            SafeToRetry = kind != NocErrorKind.OutcomeUnknown,
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
    public static string Patience(HttpResponseMessage answer, TimeProvider time) => RetryAfterOf(answer, time) switch
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

    /// <remarks>A refusal (4xx) says that nothing was done. A gateway's error, its timeout or a redirect says nothing of the kind.</remarks>
    private static bool LeavesOpenWhatHappened(int status) => status is 408 or < 400 or >= 500;

    private static (NocErrorKind Kind, string Problem) Meaning(int status, ApiRequest request, ClientOptions options, HttpResponseMessage answer, Redactor redactor) => status switch
    {
        401 => (NocErrorKind.AuthenticationFailed, options.AccessToken is not null
            ? "the server refused the access token (401), which was given to Connect-NocExpress and cannot be renewed."
            : $"the server refused the access token (401){(request.GoesOutOnce ? "; the next request gets a fresh one" : ", and a fresh one too")}."),
        403 => (NocErrorKind.PermissionDenied, $"permission denied (403). The token must have the scope {options.Scope}; ask the administrator of your company for it."),
        407 => (NocErrorKind.ConnectionFailed, ProxyRefused),
        408 => (NocErrorKind.Timeout, "the server timed out (408)."),
        429 => (NocErrorKind.RateLimited, "too many requests (429)."),
        >= 500 => (NocErrorKind.ServiceUnavailable, $"the server could not answer ({status})."),
        >= 400 => (NocErrorKind.RequestRejected, $"the server refused the request ({status})."),
        >= 300 => (NocErrorKind.UnexpectedResponse, $"the server {Redirects(answer, redactor)} Check {options.BaseUriSource}."),
        _ => (NocErrorKind.UnexpectedResponse, $"the server answered with status {status}."),
    };

    /// <summary>Where a redirect leads: the host alone, since the rest is as likely to hold a secret.</summary>
    public static string Redirects(HttpResponseMessage answer, Redactor redactor)
    {
        string host = answer.Headers.Location is { } location && Uri.TryCreate(answer.RequestMessage!.RequestUri!, location, out Uri? target)
            ? redactor.Clean(target.Authority)
            : "nowhere";
        return $"redirects ({(int)answer.StatusCode}) to {host}, which is not followed.";
    }

    private static async Task<string> TextAsync(Stream content, Attempt attempt)
    {
        using MemoryStream body = new();
        try
        {
            await content.CopyUpToAsync(body, LargestBody).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not NocException)
        {
            // The status is known, and is worth more than a message that breaks off or is compressed in a way that is none.
            attempt.ThrowIfStopped();
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    /// <summary>How long the server asks to wait: in seconds, or until a date, which is one of the server's own clock.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage answer, TimeProvider time)
    {
        RetryConditionHeaderValue? header = answer.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date is { } date ? date - (answer.Headers.Date ?? time.GetUtcNow()) : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
