#if NET
using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace NocExpress.Client.Http;

/// <summary>A server's certificate is refused, and what mends it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It is made in one place.")]
internal sealed class RefusedCertificateException(SslPolicyErrors problems, X509ChainStatusFlags chain)
    : AuthenticationException(Reason(problems, chain) + "; " + Advice(problems, chain))
{
    private static string Reason(SslPolicyErrors problems, X509ChainStatusFlags chain) =>
        problems.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? $"{problems} ({chain})" : problems.ToString();

    private static string Advice(SslPolicyErrors problems, X509ChainStatusFlags chain) =>
        problems.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it was issued for another name than that of the address"
        : chain.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "it is not valid at this time, or this machine's clock is wrong"
        : chain.HasFlag(X509ChainStatusFlags.Revoked) ? "it was revoked"
        : "where a private authority issued it, that authority must be in the system's store";
}
#endif
