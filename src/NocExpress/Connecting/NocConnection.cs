using System;
using System.Threading;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Connecting;

/// <summary>A connection to a NOCExpress server. It shows where to and how, and holds nothing secret that could be shown.</summary>
public sealed class NocConnection
{
    private readonly INocClient _client;
    private volatile bool _isClosed;
    private int _uses;

    internal NocConnection(ClientOptions options, INocClient client)
    {
        _client = client;
        BaseUri = options.BaseUri;
        TokenUri = options.TokenUri;
        ClientId = options.ClientId;
        ClientAuthentication = options.ClientAuthentication;
        Scope = options.Scope;
        GrantedTenantMacnum = options.GrantedTenantMacnum;
        ListEncoding = options.ListEncoding;
        RequestsPerMinute = options.RequestsPerMinute;
        PacingPath = options.PacingPath;
        TracePath = options.TracePath;
        StorageUri = options.StorageUri;
        TimeoutSec = (int)options.Timeout.TotalSeconds;
        MaximumRetryCount = options.MaximumRetryCount;
    }

    /// <summary>The server's base URI.</summary>
    public Uri BaseUri { get; }

    /// <summary>Where tokens come from; none if the connection was made with an access token.</summary>
    public Uri? TokenUri { get; }

    /// <summary>The client id; none if the connection was made with an access token.</summary>
    public string? ClientId { get; }

    /// <summary>How the client id and secret are presented to the token endpoint.</summary>
    public NocClientAuthentication ClientAuthentication { get; }

    /// <summary>The scope that tokens are asked for.</summary>
    public string Scope { get; }

    /// <summary>The company on whose behalf the connection acts, unless a cmdlet says another.</summary>
    public string? GrantedTenantMacnum { get; }

    /// <summary>How the lists of a ticket request are written into its form.</summary>
    public NocListEncoding ListEncoding { get; }

    /// <summary>The number of requests that the network allows in a minute.</summary>
    public int RequestsPerMinute { get; }

    /// <summary>The file that processes share to keep to that number together; none if this process keeps to it by itself.</summary>
    public string? PacingPath { get; }

    /// <summary>The file that what goes over the wire is written to; none if nothing is.</summary>
    public string? TracePath { get; }

    /// <summary>The Azure table that machines share for their journals and the limit; none if this machine has its own.</summary>
    public Uri? StorageUri { get; }

    /// <summary>How long an attempt may go without progress, in seconds.</summary>
    public int TimeoutSec { get; }

    /// <summary>How often a request is tried again, where that is safe.</summary>
    public int MaximumRetryCount { get; }

    /// <summary>When the current token ends, as far as the server said.</summary>
    public DateTimeOffset? TokenExpiresAt => _client.TokenExpiresAt;

    /// <summary>Whether <c>Disconnect-NocExpress</c> has ended the connection.</summary>
    public bool IsClosed => _isClosed;

    internal CompletionCache Seen => _client.Seen;

    /// <summary>Whose sites and tickets the connection brings, unless a cmdlet names another tenant.</summary>
    internal NocCompany Company => CompanyOf(null);

    /// <summary>Whether a cmdlet is working over the connection.</summary>
    internal bool IsInUse => Volatile.Read(ref _uses) > 0;

    internal INocClient Client => _isClosed ? throw ClosedConnection.Error(BaseUri) : _client;

    /// <summary>Returns the server's base URI.</summary>
    public override string ToString() => BaseUri.ToString();

    /// <summary>Whose sites and tickets the connection brings to a cmdlet with this <c>-GrantedTenantMacnum</c>.</summary>
    internal NocCompany CompanyOf(string? grantedTenantMacnum) => new(BaseUri, ClientId, grantedTenantMacnum ?? GrantedTenantMacnum);

    /// <summary>A cmdlet begins to work over the connection.</summary>
    internal void Enter() => Interlocked.Increment(ref _uses);

    /// <summary>The cmdlet has ended.</summary>
    internal void Leave() => Interlocked.Decrement(ref _uses);

    internal void Close()
    {
        _isClosed = true;
        _client.Dispose();
    }
}
