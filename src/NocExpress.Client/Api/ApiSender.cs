using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Client.Pacing;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tokens;
using NocExpress.Client.Tracing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Api;

/// <summary>Sends requests to the API within the limit and with a token, renews it once where it is refused, and reads the answer or the error.</summary>
internal sealed class ApiSender(
    ClientOptions options, Transport transport, TokenSource tokens, Pacer pacer, Redactor redactor, TimeProvider time, TraceLog? trace = null)
{
    /// <summary>More than a page of a hundred rows: who only looks at an answer wants the beginning of a list, however long it is.</summary>
    private const int LargestProbe = 128 * 1024;

    private readonly RetryPolicy _reads = RetryPolicy.ForReads(options, time);
    private readonly RetryPolicy _creates = RetryPolicy.ForCreates(options, time);
    private readonly RetryPolicy _once = RetryPolicy.ForOnce(options, time);

    /// <summary>Sends the request and reads its answer; both are tried again where that does no harm.</summary>
    public Task<T> SendAsync<T>(ApiRequest request, Func<ResponseReader, Task<T>> read, ICallContext call) =>
        (request.NoRetry || request.IsBackground ? _once : request.IsUnsafe ? _creates : _reads).ExecuteAsync(() => AttemptAsync(request, read, call), call);

    /// <summary>Sends the request once, and returns the response whatever its status is.</summary>
    public async Task<ProbedResponse> ProbeAsync(ApiRequest request, ICallContext call)
    {
        try
        {
            using Exchange exchange = await SendAsync(request, call).ConfigureAwait(false);
            return await ReadAnyAsync(exchange).ConfigureAwait(false);
        }
        finally
        {
            await TraceAsync(call).ConfigureAwait(false);
        }
    }

    private async Task<ProbedResponse> ReadAnyAsync(Exchange exchange)
    {
        DateTimeOffset arrived = time.GetUtcNow();
        Attempt attempt = exchange.Attempt;
        try
        {
            using Stream content = await Transport.ReadAsync(exchange.Response).ConfigureAwait(false);
            using WatchedStream watched = new(content, attempt.Watchdog);
            attempt.Watchdog.Restart();
            using MemoryStream body = new();
            bool isWhole = await watched.CopyUpToAsync(body, LargestProbe).ConfigureAwait(false);
            if (!isWhole)
            {
                attempt.Abort();
            }

            return ProbedResponse.Of(exchange.Response, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), isWhole, arrived, time);
        }
        catch (Exception fault) when (TransportFault.Is(fault))
        {
            throw attempt.Translate(fault);
        }
    }

    private async Task<T> AttemptAsync<T>(ApiRequest request, Func<ResponseReader, Task<T>> read, ICallContext call)
    {
        try
        {
            using (Exchange first = await SendAsync(request, call).ConfigureAwait(false))
            {
                bool isRefused = first.Response.StatusCode == HttpStatusCode.Unauthorized;
                if (isRefused)
                {
                    tokens.MarkRejected(first.Token);
                }

                if (!isRefused || !tokens.CanRenew || request.NoRetry)
                {
                    return await ReadAsync(first, read).ConfigureAwait(false);
                }
            }

            // 401 says that the server has not acted, so that even a create may go out again.
            if (request.SendObserver is { } observer)
            {
                await observer.NotActedOnAsync("the access token was refused (401)", refused: true).ConfigureAwait(false);
            }

            using Exchange second = await SendAsync(request, call).ConfigureAwait(false);
            return await ReadAsync(second, read).ConfigureAwait(false);
        }
        catch (NocException error) when (error.Kind != NocErrorKind.OutcomeUnknown)
        {
            if (request.SendObserver is { } observer)
            {
                await observer.NotActedOnAsync(error.Message, refused: error.StatusCode is >= 400 and < 500).ConfigureAwait(false);
            }

            throw;
        }
        finally
        {
            await TraceAsync(call).ConfigureAwait(false);
        }
    }

    private Task TraceAsync(ICallContext call) => trace?.WriteAsync(call) ?? Task.CompletedTask;

    /// <remarks>
    /// The token is asked for last, because waiting for the limit could outlive it. What can fail does so before the observer is told.
    /// </remarks>
    private async Task<Exchange> SendAsync(ApiRequest request, ICallContext call)
    {
        RateLimitLease slot = await pacer.EnterAsync(call, request.IsBackground).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            string token = await tokens.GetAsync(call).ConfigureAwait(false);
            HttpMessageInvoker invoker = transport.CreateInvoker();
            Attempt attempt = new(request, options, redactor, time, call);
            try
            {
                if (request.SendObserver is { } observer)
                {
                    await observer.SendingAsync().ConfigureAwait(false);
                }

                response = await SendAsync(attempt, invoker, token, call).ConfigureAwait(false);
                return new Exchange(attempt, response, token);
            }
            catch
            {
                attempt.Abort();
                attempt.Dispose();
                throw;
            }
        }
        finally
        {
            await pacer.LeaveAsync(slot, response, call).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Attempt attempt, HttpMessageInvoker invoker, string token, ICallContext call)
    {
        HttpRequestMessage message = attempt.Message;
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Stopwatch watch = Stopwatch.StartNew();
        string outcome = "no answer";
        try
        {
            Task<HttpResponseMessage> answer = invoker.SendAsync(message, attempt.Token);
            HttpResponseMessage response = await ResponseWait.ShowAsync(answer, message.RequestUri!.Authority, attempt.Watchdog, time, call).ConfigureAwait(false);
            outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return response;
        }
        catch (Exception fault) when (fault is not NocException)
        {
            throw attempt.Translate(fault);
        }
        finally
        {
            call.Verbose($"{message.Method} {message.RequestUri!.AbsolutePath} {outcome} {watch.ElapsedMilliseconds} ms");
        }
    }

    private async Task<T> ReadAsync<T>(Exchange exchange, Func<ResponseReader, Task<T>> read)
    {
        Attempt attempt = exchange.Attempt;
        HttpResponseMessage response = exchange.Response;
        try
        {
            using Stream content = await Transport.ReadAsync(response).ConfigureAwait(false);
            using WatchedStream watched = new(content, attempt.Watchdog);
            attempt.Watchdog.Restart();
            if (!response.IsSuccessStatusCode)
            {
                throw await ApiErrors.ReadAsync(attempt, options, response, watched, redactor, time).ConfigureAwait(false);
            }

            ResponseReader body = new(attempt, response, watched, redactor);
            try
            {
                return await read(body).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not NocException && !TransportFault.Is(fault))
            {
                // Whatever else a server can think of, such as malformed gzip: after a create it must not hide that tickets may exist.
                throw body.Unexpected($"it cannot be read: {redactor.ForDisplay(fault.Message)}", fault);
            }
        }
        catch (Exception fault) when (TransportFault.Is(fault))
        {
            throw attempt.Translate(fault);
        }
    }
}
