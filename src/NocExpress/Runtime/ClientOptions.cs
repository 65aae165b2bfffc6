using System;
using System.Net;
using System.Security;
using NocExpress.Models;

namespace NocExpress.Runtime;

/// <summary>What a client needs to know of its server. Secrets stay <see cref="SecureString"/>s until the token is asked for.</summary>
internal sealed class ClientOptions
{
    public required Uri BaseUri { get; init; }

    public Uri? TokenUri { get; init; }

    public string? ClientId { get; init; }

    public SecureString? ClientSecret { get; init; }

    /// <summary>A token that the user brought: it can't be renewed.</summary>
    public SecureString? AccessToken { get; init; }

    public NocClientAuthentication ClientAuthentication { get; init; }

    public required string Scope { get; init; }

    public string? GrantedTenantMacnum { get; init; }

    public int RequestsPerMinute { get; init; }

    /// <summary>The file that processes share to keep to the limit together; none: this process keeps to it by itself.</summary>
    public string? PacingPath { get; init; }

    public TimeSpan Timeout { get; init; }

    public int MaximumRetryCount { get; init; }

    public Uri? Proxy { get; init; }

    public ICredentials? ProxyCredentials { get; init; }

    public bool NoProxy { get; init; }
}
