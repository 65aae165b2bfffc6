using System;
using System.Net.Http;
using System.Threading;
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

        // Without any content SocketsHttpHandler by itself sends the request up to four times, where the server hangs up on it.
        RequestBody? body = _body ?? (request.IsUnsafe ? new BytesBody() : null);
        Message = new RedactedRequestMessage(request.Method, request.Below(options.BaseUri)) { Content = body };
        body?.MayRepeat = Transport.IsSeenByProxy(options, Message.RequestUri!);
    }

    public ApiRequest Request { get; }

    public DateTimeOffset SentAt { get; }

    public HttpRequestMessage Message { get; }

    public Watchdog Watchdog { get; }

    public CancellationToken Token => Watchdog.Token;

    /// <summary>Has the transport give up the connection. On .NET Framework an upload that fails by itself would keep it.</summary>
    public void Abort() => Watchdog.Abort();

    public void ThrowIfStopped() => _cancellation.ThrowIfCancellationRequested();

    /// <summary>Tells what the fault means. Rethrows it where it is the user who stopped.</summary>
    public NocException Translate(Exception fault)
    {
        ThrowIfStopped();
        TransportFault told = FaultOf(fault);
        return Request.IsUnsafe && MayHaveArrived(fault)
            ? UnknownOutcome.After(Request, SentAt, told.Reason, told.Cause)
            : told.NoAnswer(Request.Subject, _options.BaseUriSource);
    }

    /// <summary>Says in words what the fault is. Rethrows it where it is the user who stopped.</summary>
    public string ReasonOf(Exception fault)
    {
        ThrowIfStopped();
        return FaultOf(fault).Reason;
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
        Status: System.Net.WebExceptionStatus.NameResolutionFailure or System.Net.WebExceptionStatus.ProxyNameResolutionFailure
            or System.Net.WebExceptionStatus.ConnectFailure or System.Net.WebExceptionStatus.TrustFailure,
    };
#endif

    private TransportFault FaultOf(Exception fault) => new(fault, Watchdog, Message.RequestUri!, _options, _redactor);
}
