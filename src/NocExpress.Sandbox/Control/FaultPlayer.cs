using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Responses;

namespace NocExpress.Sandbox.Control;

/// <summary>Reads the request in full, has it responded to, and spoils the exchange where a fault says so.</summary>
internal sealed class FaultPlayer(SandboxState state, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<RecordedRequest>() is not { } request)
        {
            await next(context);
            return;
        }

        Fault? struck = state.Faults.Strike(request.Method, request.Path);
        request.Fault = struck?.Id;
        FaultRule? fault = struck?.Rule;
        if (fault is not { Unread: true })
        {
            await RequestBodyReader.ReadAsync(context.Request, request, context.RequestAborted);
        }

        if (fault is null)
        {
            await next(context);
        }
        else
        {
            await PlayAsync(context, next, request, fault);
        }
    }

    private async Task PlayAsync(HttpContext context, RequestDelegate next, RecordedRequest request, FaultRule fault)
    {
        bool before = fault.When == FaultMoment.Before;
        if (before && await InterruptAsync(context, request, fault))
        {
            return;
        }

        if (before && !fault.ChangesResponse)
        {
            await next(context);
            return;
        }

        byte[]? trueResponse = before && fault.ReplacesResponse ? null : await CaptureAsync(context, next);
        if (!before && await InterruptAsync(context, request, fault))
        {
            return;
        }

        await SendAsync(context, request, fault, trueResponse);
    }

    /// <summary>Waits as the fault says; true if there is to be no response at all.</summary>
    private async Task<bool> InterruptAsync(HttpContext context, RecordedRequest request, FaultRule fault)
    {
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        TimeSpan delay = fault.Silent ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(fault.DelayMs);
        await Task.Delay(delay, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fault.Cut || gone.IsCancellationRequested)
        {
            request.IsCut = true;
            context.Abort();
            return true;
        }

        return false;
    }

    private static async Task<byte[]> CaptureAsync(HttpContext context, RequestDelegate next)
    {
        Stream connection = context.Response.Body;
        using MemoryStream captured = new();
        context.Response.Body = captured;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync();
        }
        finally
        {
            context.Response.Body = connection;
        }

        return captured.ToArray();
    }

    private async Task SendAsync(HttpContext context, RecordedRequest request, FaultRule fault, byte[]? trueResponse)
    {
        HttpResponse response = context.Response;
        byte[] body = trueResponse ?? [];
        if (fault.ReplacesResponse)
        {
            (string contentType, body) = Replacement(fault);
            response.ContentType = fault.ContentType ?? contentType;
        }

        response.StatusCode = fault.Status ?? response.StatusCode;
        response.ContentType = fault.ContentType ?? response.ContentType;
        SetHeaders(response, fault);
        if (response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        int length = Math.Min(fault.TruncateTo ?? body.Length, body.Length);
        request.IsCut = length < body.Length;
        response.ContentLength = body.Length;

        // Kestrel closes the connection by itself when fewer bytes follow than were promised; aborting could lose those written.
        await response.Body.WriteAsync(body.AsMemory(0, length), context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
    }

    private (string ContentType, byte[] Body) Replacement(FaultRule fault)
    {
        if (fault.Body is null)
        {
            return ErrorResponseWriter.Render(state.Behaviour, fault.Status!.Value, new Problems("The sandbox was told to fail."));
        }

        string contentType = fault.Body.TrimStart().StartsWith('<') ? "text/html; charset=utf-8" : "application/json";
        return (contentType, Encoding.UTF8.GetBytes(fault.Body));
    }

    private static void SetHeaders(HttpResponse response, FaultRule fault)
    {
        if (fault.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (fault.RetryAfterDateIn is { } wait)
        {
            response.Headers.RetryAfter = DateTimeOffset.UtcNow.AddSeconds(wait).ToString("R", CultureInfo.InvariantCulture);
        }

        foreach ((string name, string value) in fault.Headers)
        {
            response.Headers[name] = value;
        }
    }
}
