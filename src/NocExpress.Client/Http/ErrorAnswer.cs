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

    private static readonly string[] _requestIdHeaders = ["x-request-id", "request-id", "x-correlation-id", "x-okta-request-id", "x-amzn-requestid"];

    public static async Task<NocException> ReadAsync(
        ApiRequest request, ClientOptions options, HttpResponseMessage answer, Stream content, Redactor redactor, TimeProvider time)
    {
        IReadOnlyList<string> said = await MessagesAsync(content, redactor).ConfigureAwait(false);
        int status = (int)answer.StatusCode;
        string quoted = said.Count == 0 ? "" : $" The server says: {string.Join("; ", said)}";
        (NocErrorKind kind, string problem) = Meaning(status, options, answer);
        if (request.Creates && LeavesOpenWhatHappened(status))
        {
            return Completed(NocErrorKind.OutcomeUnknown, OutcomeUnknown.After(request, problem + quoted).Message, false);
        }

        return Completed(kind, $"{request.Subject}: {problem}{quoted}", status is 408 or 429 or 500 or 502 or 503 or 504);

        NocException Completed(NocErrorKind errorKind, string message, bool isTransient) => new(errorKind, message)
        {
            StatusCode = status,
            RequestId = RequestIdOf(answer),
            ServerErrors = said,
            SafeToRetry = errorKind != NocErrorKind.OutcomeUnknown,
            IsTransient = isTransient,
            RetryAfter = RetryAfterOf(answer, time),
        };
    }

    public static string? RequestIdOf(HttpResponseMessage answer) => _requestIdHeaders
        .Select(name => answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null)
        .FirstOrDefault(value => value is not null);

    /// <remarks>A refusal (4xx) says that nothing was done. A gateway's error, its timeout or a redirect says nothing of the kind.</remarks>
    private static bool LeavesOpenWhatHappened(int status) => status is 408 or < 400 or >= 500;

    private static (NocErrorKind Kind, string Problem) Meaning(int status, ClientOptions options, HttpResponseMessage answer) => status switch
    {
        401 => (NocErrorKind.AuthenticationFailed, options.AccessToken is null
            ? "the server refused the access token (401), and a fresh one too."
            : "the server refused the access token (401), which was given to Connect-NocExpress and cannot be renewed."),
        403 => (NocErrorKind.PermissionDenied, $"permission denied (403). The token must have the scope {options.Scope}; ask the administrator of your company for it."),
        408 => (NocErrorKind.Timeout, "the server timed out (408)."),
        429 => (NocErrorKind.RateLimited, "too many requests (429)."),
        >= 500 => (NocErrorKind.ServiceUnavailable, $"the server could not answer ({status})."),
        >= 400 => (NocErrorKind.RequestRejected, $"the server refused the request ({status})."),
        >= 300 => (NocErrorKind.UnexpectedResponse, $"the server redirects ({status}) to {RedirectHost(answer)}, which is not followed. Check the base URI."),
        _ => (NocErrorKind.UnexpectedResponse, $"the server answered with status {status}."),
    };

    private static string RedirectHost(HttpResponseMessage answer) => answer.Headers.Location is { } location
        ? new Uri(answer.RequestMessage!.RequestUri!, location).Authority
        : "nowhere";

    private static async Task<IReadOnlyList<string>> MessagesAsync(Stream content, Redactor redactor)
    {
        using MemoryStream body = new();
        try
        {
            await content.CopyToAsync(body, LargestBody).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            // The status is known, and is worth more than the rest of the message.
        }

        string text = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
        return [.. ErrorMessages.Read(text).Select(redactor.Clean).Where(message => message.Length > 0)];
    }

    public static TimeSpan? RetryAfterOf(HttpResponseMessage answer, TimeProvider time)
    {
        RetryConditionHeaderValue? header = answer.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
