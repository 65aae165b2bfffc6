using System;
using System.Net.Http;
using System.Threading;
using NocExpress.Client.Files;
using NocExpress.Client.Http;
using NocExpress.Client.Secrecy;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Api;

/// <summary>One attempt at a request: its message, its time limit, and what a fault of the transport means for it.</summary>
internal sealed class Attempt : IDisposable
{
    private readonly RequestBody? _body;
    private readonly Redactor _redactor;
    private readonly CancellationToken _cancellation;
    private readonly ClientOptions _options;

    public Attempt(ApiRequest request, ClientOptions options, Redactor redactor, TimeProvider time, ICallContext call)
    {
        Request = request;
        SentAt = time.GetUtcNow();
        _cancellation = call.CancellationToken;
        _redactor = redactor;
        _options = options;
        Watchdog = new Watchdog(options.Timeout, time, call.CancellationToken);
        _body = request.Body?.Invoke(Watchdog);
        Message = new RedactedRequestMessage(request.Method, request.Below(options.BaseUri)) { Content = _body };
    }

    public ApiRequest Request { get; }

    public DateTimeOffset SentAt { get; }

    public HttpRequestMessage Message { get; }

    public Watchdog Watchdog { get; }

    public CancellationToken Token => Watchdog.Token;

    public void ThrowIfStopped() => _cancellation.ThrowIfCancellationRequested();

    /// <summary>Tells what the fault means. Rethrows it where it is the user who stopped.</summary>
    public NocException Translate(Exception fault)
    {
        string reason = ReasonOf(fault);
        if (Request.IsUnsafe && MayHaveArrived(fault))
        {
            return UnknownOutcome.After(Request, SentAt, reason, _redactor.OrNullIfUnsafe(fault));
        }

        return new NocException(
            TimedOut(fault) ? NocErrorKind.Timeout : NocErrorKind.ConnectionFailed,
            $"{Request.Subject}: no answer from {Route.To(Message.RequestUri!, _options.BaseUriSource, _options)}: {reason}.",
            _redactor.OrNullIfUnsafe(fault))
        {
            StatusCode = TransportFault.StatusOf(fault),
        };
    }

    /// <summary>Says in words what the fault is. Rethrows it where it is the user who stopped.</summary>
    public string ReasonOf(Exception fault)
    {
        ThrowIfStopped();
        return TimedOut(fault) && fault.GetBaseException() is not StalledFileException ? $"nothing, or too little, came from {Message.RequestUri!.Authority} for {_options.Timeout.TotalSeconds:0.#} s" : _redactor.ForDisplay(TransportFault.Reason(fault));
    }

    public void Dispose()
    {
        Message.Dispose();
        Watchdog.Dispose();
    }

    /// <remarks>
    /// Without a body nothing tells whether the headers left, and with them the whole request: only a connection that failed proves that they
    /// did not.
    /// </remarks>
    private bool MayHaveArrived(Exception fault) => _body?.HasBegun ?? !NeverConnected(fault);

#if NET
    private static bool NeverConnected(Exception fault) => fault is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
#else
    private static bool NeverConnected(Exception fault) => fault.InnerException is System.Net.WebException
    {
        Status: System.Net.WebExceptionStatus.NameResolutionFailure or System.Net.WebExceptionStatus.ConnectFailure or System.Net.WebExceptionStatus.TrustFailure,
    };
#endif

    private bool TimedOut(Exception fault) => Watchdog.HasFired || fault is OperationCanceledException;
}
