using System;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>What a client needs to know of its server. Secrets stay <see cref="SecureString"/>s until the token is asked for.</summary>
internal sealed class ClientOptions
{
    public const string BaseUriParameter = "-BaseUri";
    public const string TokenUriParameter = "-TokenUri";
    public const string StorageUriParameter = "-StorageUri";

    /// <summary>A server that is there answers sooner, however slow its requests are: the way to it, with the TLS handshake on top.</summary>
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(30);

    public required Uri BaseUri { get; init; }

    /// <summary>The parameter or variable that gave the base URI: where it is wrong, the user has to mend it there.</summary>
    public string BaseUriSource { get; init; } = BaseUriParameter;

    public Uri? TokenUri { get; init; }

    /// <summary>The parameter or variable that gave the token URI.</summary>
    public string TokenUriSource { get; init; } = TokenUriParameter;

    public string? ClientId { get; init; }

    public SecureString? ClientSecret { get; init; }

    /// <summary>A token that the user brought: it can't be renewed.</summary>
    public SecureString? AccessToken { get; init; }

    public NocClientAuthentication ClientAuthentication { get; init; }

    public required string Scope { get; init; }

    public string? GrantedTenantMacnum { get; init; }

    public NocListEncoding ListEncoding { get; init; }

    public int RequestsPerMinute { get; init; }

    /// <summary>The file that processes share to keep to the limit together; none: this process keeps to it by itself.</summary>
    public string? PacingPath { get; init; }

    /// <summary>The file that what goes over the wire is written to; none: nothing is.</summary>
    public string? TracePath { get; init; }

    /// <summary>Whether the trace holds values that may be a customer's.</summary>
    public bool TraceContent { get; init; }

    /// <summary>The table that machines share for their journals and the limit; none: this machine has its own.</summary>
    public Uri? StorageUri { get; init; }

    /// <summary>The parameter or variable that gave the table.</summary>
    public string StorageUriSource { get; init; } = StorageUriParameter;

    /// <summary>The token for the table; none: the machine's identity.</summary>
    public SecureString? StorageSas { get; init; }

    public TimeSpan Timeout { get; init; }

    /// <summary>How long a connection may take to come about.</summary>
    public TimeSpan ConnectTimeout => Timeout < _longestConnect ? Timeout : _longestConnect;

    public int MaximumRetryCount { get; init; }

    public Uri? Proxy { get; init; }

    public ICredentials? ProxyCredentials { get; init; }

    public bool NoProxy { get; init; }

    /// <summary>What the client shows of itself in the TLS handshake, where a server asks for it.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whose what is read over the connection is.</summary>
    /// <param name="grantedTenantMacnum">The company that is acted for, where a cmdlet names another.</param>
    public NocCompany CompanyOf(string? grantedTenantMacnum) => new(BaseUri, ClientId, grantedTenantMacnum ?? GrantedTenantMacnum);
}
