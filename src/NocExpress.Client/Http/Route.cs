using System;
using NocExpress.Contract;

namespace NocExpress.Client.Http;

/// <summary>Says in words which way a request goes, for the error where it does not arrive: the user must know what to mend.</summary>
internal static class Route
{
    /// <summary>The server, the parameter or variable that names it, and the proxy before it, if there is one.</summary>
    public static string To(Uri target, string source, ClientOptions options) => $"{target.Authority} ({source}){Through(target, options)}";

    private static string Through(Uri target, ClientOptions options)
    {
        if (options.NoProxy)
        {
            return "";
        }

        if (options.Proxy is { } named)
        {
            return $" through the proxy {Address(named)} (-Proxy)";
        }

        return SystemProxy.Of(options) is { } system && !system.IsBypassed(target) && system.GetProxy(target) is { } proxy && proxy != target
            ? $" through the system's proxy {Address(proxy)}"
            : "";
    }

    /// <remarks>Its user name and password, where it has them, are nobody's business.</remarks>
    private static string Address(Uri proxy) => proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
