using System;
using System.Linq;
using NocExpress.Models;
using NocExpress.Rules;

namespace NocExpress.Connecting;

/// <summary>Decides which addresses a token or a secret may be sent to.</summary>
internal static class ServerAddress
{
    public static readonly Uri StagingBaseUri = new("https://api.staging.granitemsp.com");

    public static readonly Uri StagingTokenUri = new("https://login.staging.granitemsp.com/oauth2/ausizdw4qwy06ZsD4697/v1/token");

    private static readonly string[] _proxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    private static readonly string[] _frameworksProxySchemes = ["http"];

    public static Uri? Parse(string source, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            ? Check(source, uri)
            : throw Invalid(source, text, "is not an absolute URI");
    }

    public static Uri? Check(string source, Uri? uri)
    {
        if (uri is null)
        {
            return null;
        }

        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            throw Invalid(source, uri.OriginalString, "is not an absolute https URI");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Invalid(source, uri.Host, "holds a user name. Give it by -Credential");
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw Invalid(source, uri.OriginalString, "has a query or a fragment, which it must not");
        }

        if (uri.Scheme == Uri.UriSchemeHttp && !Loopback.Is(uri))
        {
            throw Invalid(source, uri.OriginalString, "would send the token in the clear. Use https; http is for loopback hosts only");
        }

        return uri;
    }

    /// <summary>Checks a proxy's address. A proxy is no server of the API: the way to it may be in the clear.</summary>
    public static Uri? CheckProxy(string source, Uri? uri, params Uri?[] servers) => CheckProxy(Environment.Version, source, uri, servers);

    /// <summary>Checks it by what a version of .NET can go through.</summary>
    internal static Uri? CheckProxy(Version runtime, string source, Uri? uri, params Uri?[] servers)
    {
        if (uri is null)
        {
            return null;
        }

        // .NET Framework calls itself 4.
        bool isFramework = runtime.Major <= 4;
        string[] schemes = isFramework ? _frameworksProxySchemes : _proxySchemes;
        if (!uri.IsAbsoluteUri || !schemes.Contains(uri.Scheme))
        {
            string who = isFramework ? " that Windows PowerShell can go through" : "";
            throw Invalid(source, uri.OriginalString, $"is not the address of a proxy{who}. Give one such as http://proxy.example.com:8080; the schemes are {string.Join(", ", schemes)}");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Invalid(source, uri.Authority, "holds a user name. Give it by -ProxyCredential");
        }

        return Loopback.Is(uri) || servers.All(server => server?.Scheme != Uri.UriSchemeHttp)
            ? uri
            : throw Invalid(source, uri.OriginalString, "is on another machine, which would get the token in the clear, as a server's address is http. Leave it out, or use https");
    }

    private static NocException Invalid(string source, string value, string problem) =>
        new(NocErrorKind.ValidationFailed, $"{source} '{WithoutSecrets(value)}' {problem}.");

    /// <remarks>Before an @ there may be a password, also where the text is no URI, and in a query a key.</remarks>
    private static string WithoutSecrets(string address)
    {
        string place = address.Substring(address.LastIndexOf('@') + 1);
        return place.Split('?', '#')[0];
    }
}
