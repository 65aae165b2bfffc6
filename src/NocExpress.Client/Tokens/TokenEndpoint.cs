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
using NocExpress.Client.Guesses;
using NocExpress.Client.Http;
using NocExpress.Client.Json;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tracing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tokens;

/// <summary>Asks the token endpoint for a token, by OAuth 2.0 client credentials.</summary>
[GoesBy(Guess.TokenAuthentication)]
[GoesBy(Guess.TokenLifetime)]
internal sealed class TokenEndpoint(ClientOptions options, Transport transport, Redactor redactor, TimeProvider time, TraceLog? trace)
{
    private const string Subject = "The access token";
    private const int LargestAnswer = 256 * 1024;

    /// <summary>A year, in seconds. No token lives longer, and a date that far is still a date.</summary>
    private const long LongestLife = 365L * 24 * 60 * 60;

    /// <summary>Some servers undo the form encoding of RFC 6749, 2.3.1, and some do not.</summary>
    private static readonly char[] _readInTwoWays = ['+', '/', '=', '~', '%'];

    private readonly RetryPolicy _first = RetryPolicy.ForFirstToken(options, time);
    private readonly RetryPolicy _renewals = RetryPolicy.ForTokens(options, time);

    /// <summary>Asks for the first token of a connection.</summary>
    public Task<AccessToken> RequestFirstAsync(ICallContext call) => _first.ExecuteAsync(() => RequestOnceAsync(call), call);

    /// <summary>Asks for a token without which the run is over.</summary>
    public Task<AccessToken> RequestAsync(ICallContext call) => _renewals.ExecuteAsync(() => RequestOnceAsync(call), call);

    /// <summary>Asks for a token, and not again.</summary>
    /// <param name="call">Who calls.</param>
    /// <param name="authentication">How to say who it is for; null for the connection's way.</param>
    public async Task<AccessToken> RequestOnceAsync(ICallContext call, NocClientAuthentication? authentication = null)
    {
        // The endpoint is an address of its own: nothing of the API's base URI applies to it.
        using Watchdog watchdog = new(options.Timeout, time, call.CancellationToken);
        using HttpRequestMessage message = CreateMessage(authentication ?? options.ClientAuthentication);
        Stopwatch watch = Stopwatch.StartNew();
        DateTimeOffset sentAt = time.GetUtcNow();
        string outcome = "no answer";
        try
        {
            Task<HttpResponseMessage> answer = transport.CreateInvoker().SendAsync(message, watchdog.Token);
            using HttpResponseMessage response = await ResponseWait.ShowAsync(answer, message.RequestUri!.Authority, watchdog, time, call).ConfigureAwait(false);
            outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            string text = await TextAsync(response, watchdog).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? Read(text, response, sentAt) : throw Refused(text, response);
        }
        catch (Exception fault) when (TransportFault.Is(fault))
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            throw new TransportFault(fault, watchdog, options.TokenUri!, options, redactor).NoAnswer(Subject, options.TokenUriSource);
        }
        finally
        {
            call.Verbose($"POST {message.RequestUri!.AbsolutePath} {outcome} {watch.ElapsedMilliseconds} ms");
            if (trace is not null)
            {
                await trace.WriteAsync(call).ConfigureAwait(false);
            }
        }
    }

    private static async Task<string> TextAsync(HttpResponseMessage response, Watchdog watchdog)
    {
        using Stream content = await Transport.ReadAsync(response).ConfigureAwait(false);
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

    private HttpRequestMessage CreateMessage(NocClientAuthentication authentication)
    {
        string secret = new NetworkCredential("", options.ClientSecret).Password;
        string clientId = options.ClientId!;
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["scope"] = options.Scope };
        RedactedRequestMessage message = new(HttpMethod.Post, options.TokenUri!);
        redactor.Hide(secret);
        if (authentication == NocClientAuthentication.Post)
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

    private AccessToken Read(string text, HttpResponseMessage response, DateTimeOffset sentAt)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                JsonFields fields = new(document.RootElement);
                if (fields.Text("access_token") is { } token && AccessToken.CanBeSent(token))
                {
                    redactor.HideToken(token);
                    return new AccessToken(token, fields.Id("expires_in") is { } seconds and > 0 ? sentAt.AddSeconds(Math.Min(seconds, LongestLife)) : null);
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
        string foreign = ErrorMessages.IsJson(text) ? "" : $" Its answer is not that of a token endpoint: check {options.TokenUriSource}, too.";
        (NocErrorKind kind, string problem) = status switch
        {
            408 => (NocErrorKind.Timeout, "the token endpoint timed out (408)."),
            407 => (NocErrorKind.ConnectionFailed, TransportFault.ProxyRefused),
            404 or 405 => (NocErrorKind.AuthenticationFailed, $"there is no token endpoint at {options.TokenUri!.GetLeftPart(UriPartial.Path)} ({status}). Check {options.TokenUriSource}."),
            429 => (NocErrorKind.RateLimited, "too many requests (429)."),
            >= 500 => (NocErrorKind.ServiceUnavailable, $"the token endpoint could not answer ({status}).{foreign}"),
            >= 400 => (NocErrorKind.AuthenticationFailed, $"the token endpoint refused client '{options.ClientId}' ({status}). Check the client id, the client secret, the scope and -ClientAuthentication.{foreign}{Advice()}"),
            >= 300 => (NocErrorKind.UnexpectedResponse, $"the token endpoint {ErrorResponse.Redirects(response, redactor)} Check {options.TokenUriSource}."),
            _ => (NocErrorKind.UnexpectedResponse, $"the token endpoint answered with status {status}. Check {options.TokenUriSource}."),
        };
        return ErrorResponse.Create(kind, $"{Subject}: {problem}{ErrorResponse.RequestedWait(response, time)}{ErrorResponse.Quote(said)}", text, response, redactor, time);
    }

    /// <summary>What can be seen of the id and the secret without knowing the right ones. Nothing of the secret is told but that.</summary>
    private string Advice()
    {
        const string edge = "begins or ends with a character that nobody sees, such as a blank or the end of a line. "
            + "Was it copied with something that does not belong to it?";
        string secret = new NetworkCredential("", options.ClientSecret).Password;
        return (HasInvisibleEdge(options.ClientId!) ? $" The client id {edge}" : "")
            + (HasInvisibleEdge(secret) ? $" The client secret {edge}" : "")
            + (options.ClientAuthentication == NocClientAuthentication.Basic && secret.IndexOfAny(_readInTwoWays) >= 0
                ? " The client secret holds a character (one of + / = ~ %) that servers read in different ways in Basic authentication: try -ClientAuthentication Post."
                : "");
    }

    private static bool HasInvisibleEdge(string text) => text.Length > 0 && (IsInvisible(text[0]) || IsInvisible(text[text.Length - 1]));

    private static bool IsInvisible(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
