using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Client.Json;
using NocExpress.Client.Secrecy;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tokens;

/// <summary>Asks the token endpoint for a token, by OAuth 2.0 client credentials.</summary>
internal sealed class TokenEndpoint(ClientOptions options, Transport transport, Redactor redactor, TimeProvider time)
{
    private const string Subject = "The access token";
    private const int LargestAnswer = 256 * 1024;

    /// <summary>A year, in seconds. No token lives longer, and a date that far is still a date.</summary>
    private const long LongestLife = 365L * 24 * 60 * 60;

    private readonly RetryPolicy _retries = RetryPolicy.ForTokens(options, time);

    public Task<AccessToken> RequestAsync(ICallContext call) => _retries.ExecuteAsync(() => AttemptAsync(call), call);

    private async Task<AccessToken> AttemptAsync(ICallContext call)
    {
        // The endpoint is an address of its own: nothing of the API's base URI applies to it.
        using Watchdog watchdog = new(options.Timeout, time, call.CancellationToken);
        using HttpRequestMessage message = CreateMessage();
        Stopwatch watch = Stopwatch.StartNew();
        string outcome = "no answer";
        try
        {
            using HttpResponseMessage response = await transport.CreateClient()
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, watchdog.Token)
                .ConfigureAwait(false);
            outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            string text = await TextAsync(response, watchdog).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? Read(text, response) : throw Refused(text, response);
        }
        catch (Exception fault) when (TransportFault.Is(fault))
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            throw new NocException(
                watchdog.HasFired ? NocErrorKind.Timeout : NocErrorKind.ConnectionFailed,
                $"{Subject}: no answer from {Route.To(options.TokenUri!, options.TokenUriSource, options)}: {redactor.ForDisplay(TransportFault.Reason(fault))}.",
                redactor.OrNullIfUnsafe(fault))
            {
                StatusCode = TransportFault.StatusOf(fault),
            };
        }
        finally
        {
            call.Verbose($"POST {message.RequestUri!.AbsolutePath} {outcome} {watch.ElapsedMilliseconds} ms");
        }
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, Watchdog watchdog)
    {
        using Stream content = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        using WatchedStream watched = new(content, watchdog);
        watchdog.Restart();
        using MemoryStream body = new();
        try
        {
            await watched.CopyUpToAsync(body, LargestAnswer).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            // Malformed gzip: there is no body to read, and the status still says what the response is.
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private HttpRequestMessage CreateMessage()
    {
        string secret = new NetworkCredential("", options.ClientSecret).Password;
        string clientId = options.ClientId!;
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["scope"] = options.Scope };
        RedactedRequestMessage message = new(HttpMethod.Post, options.TokenUri!);
        redactor.Hide(secret);
        if (options.ClientAuthentication == NocClientAuthentication.Post)
        {
            form["client_id"] = clientId;
            form["client_secret"] = secret;
        }
        else
        {
            // RFC 6749, 2.3.1: both are form-encoded before they are joined.
            string joined = $"{WebUtility.UrlEncode(clientId)}:{WebUtility.UrlEncode(secret)}";
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(joined)));
        }

        message.Content = new FormUrlEncodedContent(form);
        return message;
    }

    private AccessToken Read(string text, HttpResponseMessage response)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                JsonFields fields = new(document.RootElement);
                if (fields.Text("access_token") is { } token && AccessToken.CanBeSent(token))
                {
                    return new AccessToken(token, fields.Id("expires_in") is { } seconds and > 0 ? time.GetUtcNow().AddSeconds(Math.Min(seconds, LongestLife)) : null);
                }
            }
        }
        catch (JsonException)
        {
            // Said below; the text may hold the token and is not repeated.
        }

        throw new NocException(NocErrorKind.UnexpectedResponse, $"{Subject}: the answer of {options.TokenUri!.Authority} holds no access token that can be sent. Check {options.TokenUriSource}.")
        {
            StatusCode = (int)response.StatusCode,
            RequestId = ErrorResponse.RequestIdOf(response, redactor),
        };
    }

    private NocException Refused(string text, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        IReadOnlyList<string> said = ErrorResponse.MessagesIn(text, redactor);
        (NocErrorKind kind, string problem) = status switch
        {
            408 => (NocErrorKind.Timeout, "the token endpoint timed out (408)."),
            407 => (NocErrorKind.ConnectionFailed, TransportFault.ProxyRefused),
            404 => (NocErrorKind.AuthenticationFailed, $"there is no token endpoint at {options.TokenUri!.GetLeftPart(UriPartial.Path)} (404). Check {options.TokenUriSource}."),
            429 => (NocErrorKind.RateLimited, "too many requests (429)."),
            >= 500 => (NocErrorKind.ServiceUnavailable, $"the server could not answer ({status})."),
            >= 400 => (NocErrorKind.AuthenticationFailed, $"the token endpoint refused client '{options.ClientId}' ({status}). Check the client id, the client secret, the scope and -ClientAuthentication."),
            >= 300 => (NocErrorKind.UnexpectedResponse, $"the token endpoint {ErrorResponse.Redirects(response, redactor)} Check {options.TokenUriSource}."),
            _ => (NocErrorKind.UnexpectedResponse, $"the token endpoint answered with status {status}. Check {options.TokenUriSource}."),
        };
        return ErrorResponse.Create(kind, $"{Subject}: {problem}{ErrorResponse.RequestedWait(response, time)}{ErrorResponse.Quote(said)}", said, response, redactor, time);
    }
}
