using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using NocExpress.Client.Tokens;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Client.Http;

/// <summary>Sends requests to the API with a token, renews it once where it is refused, and reads the answer or the error.</summary>
internal sealed class ApiSession(ClientOptions options, Transport transport, TokenSource tokens, RetryPolicy retries, Redactor redactor, TimeProvider time)
{
    /// <summary>Sends the request and reads its answer; both are tried again where that does no harm.</summary>
    public Task<T> SendAsync<T>(ApiRequest request, Func<AnswerBody, Task<T>> read, ICall call) =>
        retries.ExecuteAsync(() => AttemptAsync(request, read, call), call);

    private async Task<T> AttemptAsync<T>(ApiRequest request, Func<AnswerBody, Task<T>> read, ICall call)
    {
        string token = await tokens.GetAsync(call).ConfigureAwait(false);
        using Attempt first = new(request, options, time, call);
        using (HttpResponseMessage answer = await SendAsync(first, token, call).ConfigureAwait(false))
        {
            if (answer.StatusCode != HttpStatusCode.Unauthorized || !tokens.CanRenew)
            {
                return await ReadAsync(first, answer, read).ConfigureAwait(false);
            }
        }

        // 401 says that the server has not acted, so that even a create may go out again.
        token = await tokens.RenewAsync(token, call).ConfigureAwait(false);
        using Attempt second = new(request, options, time, call);
        using HttpResponseMessage last = await SendAsync(second, token, call).ConfigureAwait(false);
        return await ReadAsync(second, last, read).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(Attempt attempt, string token, ICall call)
    {
        HttpRequestMessage message = attempt.Message;
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Stopwatch watch = Stopwatch.StartNew();
        string outcome = "no answer";
        try
        {
            HttpResponseMessage answer = await transport.CreateClient()
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, attempt.Token)
                .ConfigureAwait(false);
            outcome = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return answer;
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

    private async Task<T> ReadAsync<T>(Attempt attempt, HttpResponseMessage answer, Func<AnswerBody, Task<T>> read)
    {
        try
        {
            using Stream content = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);
            using WatchedStream watched = new(content, attempt.Watchdog);
            if (!answer.IsSuccessStatusCode)
            {
                throw await ErrorAnswer.ReadAsync(attempt.Request, options, answer, watched, redactor, time).ConfigureAwait(false);
            }

            AnswerBody body = new(attempt.Request, answer, watched, redactor);
            try
            {
                return await read(body).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not NocException && !Attempt.IsTransportFault(fault))
            {
                // Whatever else a server can think of, such as a compression that is none: after a create it must not hide the tickets.
                throw body.Unexpected($"it cannot be read: {fault.Message}", fault);
            }
        }
        catch (Exception fault) when (Attempt.IsTransportFault(fault))
        {
            throw attempt.Translate(fault);
        }
    }
}
