using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Control;

/// <summary>Records every request but those of the control endpoint, and sees to it that each gets some response.</summary>
internal sealed class RequestRecorder(SandboxState state)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (ControlRoutes.Owns(context.Request))
        {
            await next(context);
            return;
        }

        RecordedRequest request = state.Requests.Add(sequence => Record(context.Request, sequence));
        context.Features.Set(request);
        context.TraceIdentifier = string.Create(CultureInfo.InvariantCulture, $"sandbox-{request.Sequence}");
        SetHeaders(context.Response.Headers, context.TraceIdentifier);

        // Noted before the first byte leaves, so that a client that has its response finds it in the record.
        context.Response.OnStarting(() =>
        {
            request.Responded(context.Response.StatusCode);
            return Task.CompletedTask;
        });

        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null })
            {
                // A 404 or 405 of ASP.NET's routing, which has no body.
                Problems problems = new("Not found here.");
                await ErrorResponseWriter.WriteAsync(context, state.Behaviour, context.Response.StatusCode, problems);
            }
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await ErrorResponseWriter.WriteAsync(context, state.Behaviour, problem.StatusCode, new Problems(problem.Message));
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // The client left.
            request.IsCut = true;
            context.Abort();
        }
        finally
        {
            request.Finished();
        }
    }

    private void SetHeaders(IHeaderDictionary headers, string requestId)
    {
        if (state.Behaviour.RequestId == RequestIdPlace.Header)
        {
            headers["X-Request-Id"] = requestId;
        }

        (string? limit, string? reset) = state.Behaviour.RateLimitHeaders switch
        {
            RateLimitHeaders.Okta => ("X-Rate-Limit-Limit", "X-Rate-Limit-Reset"),
            RateLimitHeaders.Ietf => ("RateLimit-Limit", "RateLimit-Reset"),
            _ => (null, null),
        };
        if (limit is not null)
        {
            headers[limit] = state.RequestsPerMinute.ToString(CultureInfo.InvariantCulture);
            headers[reset!] = limit[0] == 'X' ? DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : "60";
        }

        if (state.Behaviour.ClockSkew != 0)
        {
            headers.Date = DateTimeOffset.UtcNow.AddSeconds(state.Behaviour.ClockSkew).ToString("R", CultureInfo.InvariantCulture);
        }
    }

    private RecordedRequest Record(HttpRequest request, long sequence) => new()
    {
        Sequence = sequence,
        ReceivedAt = state.Clock.GetUtcNow(),
        Method = request.Method,
        Path = request.Path.Value ?? string.Empty,
        Query = request.QueryString.Value ?? string.Empty,
        Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
        ContentType = request.ContentType,
        ContentLength = request.ContentLength,
    };
}
