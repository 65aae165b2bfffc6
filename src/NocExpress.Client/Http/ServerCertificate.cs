#if NET
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
#else
using System.Net.Security;
#endif

namespace NocExpress.Client.Http;

/// <summary>The check of a server's certificate, which is the system's: here it only gets words, as .NET tells of its outcome in a message alone.</summary>
internal static class ServerCertificate
{
#if NET
    /// <exception cref="RefusedCertificateException">It is refused.</exception>
    public static bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors problems) =>
        problems == SslPolicyErrors.None ? true : throw new RefusedCertificateException(problems, Status(chain));

    private static X509ChainStatusFlags Status(X509Chain? chain) =>
        chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
#else
    /// <remarks>An exception would not come through here. WebExceptionStatus.TrustFailure tells of it.</remarks>
    public static bool Check(SslPolicyErrors problems) => problems == SslPolicyErrors.None;
#endif
}
