using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Client.Secrecy;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Api;

/// <summary>Turns a response of the API that is no success into the error it means for the request.</summary>
internal static class ApiErrors
{
    private const int LargestBody = 64 * 1024;

    public static async Task<NocException> ReadAsync(
        Attempt attempt, ClientOptions options, HttpResponseMessage response, Stream content, Redactor redactor, TimeProvider time)
    {
        ApiRequest request = attempt.Request;
        string body = await TextAsync(content, attempt).ConfigureAwait(false);
        IReadOnlyList<string> said = ErrorResponse.MessagesIn(body, redactor);
        int status = (int)response.StatusCode;
        (NocErrorKind kind, string problem) = Meaning(status, request, options, response, redactor);
        if (status == 404 && (request.ExistsOnEveryServer || !ErrorMessages.IsJson(body)))
        {
            problem += $" Check that {options.BaseUriSource} leads to a NOCExpress server.";
        }

        bool isUnknown = request.IsUnsafe && LeavesOpenWhatHappened(status);
        string reason = problem + ErrorResponse.Quote(said);
        NocException error = isUnknown
            ? ErrorResponse.Create(
                NocErrorKind.OutcomeUnknown, UnknownOutcome.Message(request, attempt.SentAt, reason), body, response, redactor, time, attempt.SentAt)
            : ErrorResponse.Create(kind, $"{request.Subject}: {problem}{ErrorResponse.RequestedWait(response, time)}{ErrorResponse.Quote(said)}", body, response, redactor, time);
        error.IsNoApi = status is (>= 300 and < 400) or 502 || (status == 404 && !ErrorMessages.IsJson(body));
        error.WhyUnknown = isUnknown ? UnknownOutcome.Missing(reason) : null;
        return error;
    }

    /// <remarks>A refusal (4xx) says that nothing was done. A gateway's error, its timeout or a redirect says nothing of the kind.</remarks>
    private static bool LeavesOpenWhatHappened(int status) => status is 408 or < 400 or >= 500;

    private static (NocErrorKind Kind, string Problem) Meaning(int status, ApiRequest request, ClientOptions options, HttpResponseMessage response, Redactor redactor) =>
        status switch
        {
            401 => (NocErrorKind.AuthenticationFailed, options.AccessToken is not null
                ? "the server refused the access token (401) that was given by -AccessToken or NOCEXPRESS_ACCESS_TOKEN, and that cannot be renewed. Connect with a fresh one, or by -Credential."
                : request.NoRetry ? "the server refused the access token (401); the next request gets a fresh one."
                : $"the server refused the access token (401), and a fresh one too. Check that {options.TokenUriSource} and {options.BaseUriSource} belong to the same environment."),
            403 => (NocErrorKind.PermissionDenied, $"permission denied (403). The token must have the scope {options.Scope}; ask the administrator of your company for it."),
            407 => (NocErrorKind.ConnectionFailed, TransportFault.ProxyRefused),
            408 => (NocErrorKind.Timeout, "the server timed out (408)."),
            429 => (NocErrorKind.RateLimited, "too many requests (429)."),
            >= 500 => (NocErrorKind.ServiceUnavailable, $"the server could not answer ({status})."),
            >= 400 => (NocErrorKind.RequestRejected, $"the server refused the request ({status})."),
            >= 300 => (NocErrorKind.UnexpectedResponse, $"the server {ErrorResponse.Redirects(response, redactor)} Check {options.BaseUriSource}."),
            _ => (NocErrorKind.UnexpectedResponse, $"the server answered with status {status}."),
        };

    private static async Task<string> TextAsync(Stream content, Attempt attempt)
    {
        using MemoryStream body = new();
        try
        {
            await content.CopyUpToAsync(body, LargestBody).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not NocException)
        {
            // A body that is cut off or malformed gzip: the status is known, and is worth more than its message.
            attempt.ThrowIfStopped();
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
