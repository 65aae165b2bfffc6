using System;
using System.IO;
#if !NET
using System.Net;
#endif
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace NocExpress.Client.Http;

/// <summary>What kept a request from being answered, in words that say what to mend.</summary>
internal static class TransportFault
{
    public const string ProxyRefused = "the proxy does not let you through (407). Give or check -ProxyCredential, or give -ProxyUseDefaultCredentials.";

    /// <summary>Whether the exception comes from the connection, and not from what was read of it.</summary>
    public static bool Is(Exception fault) =>
        fault is HttpRequestException or IOException or SocketException or OperationCanceledException;

    public static string Reason(Exception fault) =>
        StatusOf(fault) is not null ? ProxyRefused.TrimEnd('.')
        : IsRefusedCertificate(fault) ? $"its certificate is refused: {Innermost(fault)}. Where a private authority issued it, that authority must be in the system's store"
        : Innermost(fault);

    /// <summary>407 in response to CONNECT, from a proxy that wants credentials: .NET exposes that status only in the text of its exception.</summary>
#if NET
    public static int? StatusOf(Exception fault) =>
        fault is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } && fault.Message.Contains("'407'") ? 407 : null;
#else
    public static int? StatusOf(Exception fault) =>
        fault.InnerException is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } } ? 407 : null;
#endif

    /// <remarks>Other failures of a TLS handshake have another inner exception; with a server that does not speak TLS there is no certificate to refuse.</remarks>
    public static bool IsRefusedCertificate(Exception? fault) =>
        fault?.GetBaseException() is AuthenticationException refusal && refusal.Message.Contains("certificate");

    /// <remarks>The outer exceptions say "an error occurred"; the socket's says which, or quotes what came in place of an answer.</remarks>
    private static string Innermost(Exception fault) => fault.GetBaseException().Message.TrimEnd('.');
}
