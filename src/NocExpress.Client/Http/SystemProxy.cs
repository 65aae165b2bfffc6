using System;
using System.Net;
using NocExpress.Contract;
using NocExpress.Rules;

namespace NocExpress.Client.Http;

/// <summary>
/// The system's proxy, except for plain http: that is for servers on this machine, and is never sent through a proxy on another one, which
/// would see the token in the clear.
/// </summary>
internal sealed class SystemProxy : IWebProxy
{
    private readonly IWebProxy _system;

    private SystemProxy(IWebProxy system, ICredentials? given)
    {
        _system = system;
        Credentials = given ?? system.Credentials;
    }

    /// <summary>What the user gave, or else what the system has.</summary>
    public ICredentials? Credentials { get; set; }

    /// <summary>The system's proxy, where there is one.</summary>
    public static SystemProxy? Of(ClientOptions options) => Systems is { } system ? new SystemProxy(system, options.ProxyCredentials) : null;

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _system.GetProxy(destination);

    public bool IsBypassed(Uri host) =>
        _system.IsBypassed(host) || (host.Scheme == Uri.UriSchemeHttp && _system.GetProxy(host) is { } proxy && !Loopback.Is(proxy));

#if NET
    private static IWebProxy? Systems => System.Net.Http.HttpClient.DefaultProxy;
#else
    private static IWebProxy? Systems => WebRequest.DefaultWebProxy;
#endif
}
