using System;
using System.Globalization;
using System.IO;
#if !NET
using System.Net;
#endif
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
#if NET
using System.Text.RegularExpressions;
#endif
using NocExpress.Client.Files;
using NocExpress.Client.Secrecy;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Http;

/// <summary>What kept a request from being answered, in words that say what to mend.</summary>
/// <param name="fault">What the transport threw.</param>
/// <param name="watchdog">The watchdog of the attempt.</param>
/// <param name="target">Where the request went.</param>
/// <param name="options">The settings of the connection.</param>
/// <param name="redactor">Takes out what may not be shown.</param>
internal sealed partial class TransportFault(Exception fault, Watchdog watchdog, Uri target, ClientOptions options, Redactor redactor)
{
    public const string ProxyRefused = "the proxy does not let you through (407). Give or check -ProxyCredential, or give -ProxyUseDefaultCredentials.";

    private const string Tls = "TLS 1.2 or later";

    /// <summary>Whether the exception comes from the connection, and not from what was read of it.</summary>
    public static bool Is(Exception fault) =>
        fault is HttpRequestException or IOException or SocketException or OperationCanceledException;

    /// <summary>The fault in words, as a part of a sentence.</summary>
    public string Reason => redactor.ForDisplay(
        fault.GetBaseException() is StalledFileException stalled ? stalled.Message
        : watchdog.HasFired ? $"nothing, or too little, came from {target.Authority} for {Seconds(options.Timeout)} s"
        : fault is OperationCanceledException ? $"no connection to it came about within {Seconds(options.ConnectTimeout)} s"
        : TunnelStatus is 407 ? ProxyRefused.TrimEnd('.')
        : TunnelStatus is { } status ? $"the proxy refused the way to {target.Authority} ({status})"
        : IsTunnel ? $"the proxy refused the way to {target.Authority}"
        : HandshakeFault is { } refusal ? ReasonOf(refusal)
        : Innermost(fault));

    /// <summary>
    /// What to hand on as the cause: nothing that quotes what may not be shown. Of a proxy's refusal .NET quotes the proxy's address, with
    /// its password.
    /// </summary>
    public Exception? Cause => IsTunnel ? null : redactor.OrNullIfUnsafe(fault);

    /// <summary>The error of a request that was not answered, and of which the server cannot have acted on anything, or need not.</summary>
    /// <param name="subject">What was asked for: the beginning of the message.</param>
    /// <param name="source">The parameter or variable that gave the address.</param>
    public NocException NoAnswer(string subject, string source) => new(
        watchdog.HasFired || fault is OperationCanceledException ? NocErrorKind.Timeout : NocErrorKind.ConnectionFailed,
        $"{subject}: no answer from {Route.To(target, source, options)}: {Reason}.",
        Cause)
    {
        StatusCode = TunnelStatus,
        IsLasting = HandshakeFault is not null || (IsTunnel && TunnelStatus is not (408 or 429 or >= 500)),
    };

    /// <summary>The status with which the proxy refused a tunnel (CONNECT). .NET tells it in its message alone.</summary>
#if NET
    private bool IsTunnel => fault is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError };

    private int? TunnelStatus => IsTunnel && QuotedStatus().Match(fault.Message) is { Success: true } status
        ? int.Parse(status.Groups[1].Value, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex("'([0-9]{3})'")]
    private static partial Regex QuotedStatus();
#else
    private bool IsTunnel => TunnelStatus is not null;

    private int? TunnelStatus =>
        fault.InnerException is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } } ? 407 : null;
#endif

#if NET
    private string? RefusedCertificate => HandshakeFault is RefusedCertificateException refusal ? refusal.Message : null;
#else
    private string? RefusedCertificate => fault.InnerException is WebException { Status: WebExceptionStatus.TrustFailure }
        ? $"{Innermost(fault)}; where a private authority issued it, that authority must be in the system's store"
        : null;
#endif

    /// <summary>
    /// What failed in the TLS handshake, if it is that: another attempt would fail in the same way. A connection that breaks meanwhile is
    /// none of these.
    /// </summary>
    private AuthenticationException? HandshakeFault
    {
        get
        {
            AuthenticationException? found = null;
            for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
            {
                found = inner as AuthenticationException ?? found;
            }

            return found;
        }
    }

    /// <remarks>What the system's TLS has to say is an inner exception; where there is none, SslStream could make nothing of what came.</remarks>
    private string ReasonOf(AuthenticationException refusal) =>
        RefusedCertificate is { } reason ? $"its certificate is refused: {reason}"
        : refusal.InnerException is null ? $"it speaks no TLS at this port, as a server for http would not, and {Tls} is needed"
        : $"there is no {Tls} with it: {Innermost(refusal)}";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);

    /// <remarks>The outer exceptions say "an error occurred"; the socket's says which, or quotes what came in place of an answer.</remarks>
    private static string Innermost(Exception fault) => fault.GetBaseException().Message.TrimEnd('.');
}
