using System;
using System.Net;

namespace NocExpress.Rules;

/// <summary>Which addresses are this machine's own. <see cref="Uri.IsLoopback"/> minds capitals up to .NET 8.</summary>
internal static class Loopback
{
    public static bool Is(Uri uri) => IPAddress.TryParse(uri.Host, out IPAddress? address)
        ? IPAddress.IsLoopback(address)
        : string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase);
}
