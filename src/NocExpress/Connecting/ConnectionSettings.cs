using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;
using NocExpress.Rules;
using NocExpress.Text;

namespace NocExpress.Connecting;

/// <summary>
/// Where to connect to, and as whom: from the parameters, and for what they leave out from the environment.
/// </summary>
internal sealed class ConnectionSettings
{
    public const string DefaultScope = "urn:grt:nocexpress";
    public const int DefaultRequestsPerMinute = 60;
    public const int DefaultTimeoutSec = 100;
    public const int DefaultMaximumRetryCount = 5;

    private const string BaseUriVariable = "NOCEXPRESS_BASE_URI";
    private const string TokenUriVariable = "NOCEXPRESS_TOKEN_URI";
    private const string ClientIdVariable = "NOCEXPRESS_CLIENT_ID";
    private const string ClientSecretVariable = "NOCEXPRESS_CLIENT_SECRET";
    private const string AccessTokenVariable = "NOCEXPRESS_ACCESS_TOKEN";
    private const string PacingPathVariable = "NOCEXPRESS_PACING_PATH";
    private const string TracePathVariable = "NOCEXPRESS_TRACE_PATH";
    private const string StorageUriVariable = "NOCEXPRESS_STORAGE_URI";
    private const string StorageSasVariable = "NOCEXPRESS_STORAGE_SAS";
    private const string ListEncodingVariable = "NOCEXPRESS_LIST_ENCODING";
    private const string TenantVariable = "NOCEXPRESS_GRANTED_TENANT_MACNUM";

    /// <summary>The longest environment variable: 16 Ki characters, about what servers take as an Authorization header.</summary>
    private const int LongestVariable = 16 * 1024;

    /// <summary>Connect to the vendor's staging environment, whatever the environment variables say.</summary>
    public bool Staging { get; init; }

    public Uri? BaseUri { get; init; }

    public Uri? TokenUri { get; init; }

    public PSCredential? Credential { get; init; }

    public SecureString? AccessToken { get; init; }

    public NocClientAuthentication ClientAuthentication { get; init; }

    public string Scope { get; init; } = DefaultScope;

    public string? GrantedTenantMacnum { get; init; }

    public NocListEncoding? ListEncoding { get; init; }

    public int RequestsPerMinute { get; init; } = DefaultRequestsPerMinute;

    public string? PacingPath { get; init; }

    public string? TracePath { get; init; }

    public bool TraceContent { get; init; }

    public Uri? StorageUri { get; init; }

    public SecureString? StorageSas { get; init; }

    public int TimeoutSec { get; init; } = DefaultTimeoutSec;

    public int MaximumRetryCount { get; init; } = DefaultMaximumRetryCount;

    public Uri? Proxy { get; init; }

    public ICredentials? ProxyCredentials { get; init; }

    public bool NoProxy { get; init; }

    public X509Certificate2? Certificate { get; init; }

    /// <summary>Completes the settings from the environment and checks them.</summary>
    /// <exception cref="NocException">Something is missing, or an address is not one that a token may be sent to.</exception>
    public ClientOptions Resolve()
    {
        List<string> missing = [];
        (string? clientId, SecureString? secret) = ResolveCredential();
        SecureString? token = clientId is null ? AccessToken ?? SecretVariable(AccessTokenVariable) : null;
        if (clientId is null && token is null)
        {
            missing.Add($"who to connect as (-Credential, or {ClientIdVariable} and {ClientSecretVariable}; or -AccessToken, or {AccessTokenVariable})");
        }

        Uri? baseUri = Staging ? ServerAddress.StagingBaseUri
            : ServerAddress.Check(ClientOptions.BaseUriParameter, BaseUri) ?? ServerAddress.Parse(BaseUriVariable, Variable(BaseUriVariable));
        if (baseUri is null)
        {
            missing.Add($"the server (-BaseUri or {BaseUriVariable}, or -Staging)");
        }

        Uri? tokenUri = null;
        if (token is null)
        {
            tokenUri = Staging ? ServerAddress.StagingTokenUri
                : ServerAddress.Check(ClientOptions.TokenUriParameter, TokenUri) ?? ServerAddress.Parse(TokenUriVariable, Variable(TokenUriVariable));
            if (tokenUri is null)
            {
                missing.Add($"where tokens come from (-TokenUri or {TokenUriVariable}, or -Staging)");
            }
        }

        Uri? storageUri = StorageAddress.Check(ClientOptions.StorageUriParameter, StorageUri) ?? StorageAddress.Parse(StorageUriVariable, Variable(StorageUriVariable));
        if (storageUri is null && StorageSas is not null)
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"-StorageSas is for a table, and none is named. Name it by -StorageUri, or {StorageUriVariable}.");
        }

        string? tracePath = TracePath ?? PathVariable(TracePathVariable);
        if (tracePath is null && TraceContent)
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"-TraceContent is for a trace, and none is named. Name it by -TracePath, or {TracePathVariable}.");
        }

        if (missing.Count > 0)
        {
            throw new NocException(
                NocErrorKind.NotConnected,
                $"There is no connection. Connect with Connect-NocExpress, or set environment variables. Missing: {string.Join("; ", missing)}.");
        }

        return new ClientOptions
        {
            BaseUri = baseUri!,
            BaseUriSource = Source(BaseUri, ClientOptions.BaseUriParameter, BaseUriVariable),
            TokenUri = tokenUri,
            TokenUriSource = Source(TokenUri, ClientOptions.TokenUriParameter, TokenUriVariable),
            ClientId = clientId,
            ClientSecret = secret,
            AccessToken = token,
            ClientAuthentication = ClientAuthentication,
            Scope = Scope,
            GrantedTenantMacnum = Tenant("-GrantedTenantMacnum", GrantedTenantMacnum) ?? Tenant(TenantVariable, Variable(TenantVariable)),
            ListEncoding = ListEncoding ?? EncodingOf(Variable(ListEncodingVariable)),
            RequestsPerMinute = RequestsPerMinute,
            StorageUri = storageUri,
            StorageUriSource = StorageUri is null ? StorageUriVariable : ClientOptions.StorageUriParameter,
            StorageSas = storageUri is null ? null : StorageSas ?? SecretVariable(StorageSasVariable),
            PacingPath = PacingPath ?? PathVariable(PacingPathVariable),
            TracePath = tracePath,
            TraceContent = TraceContent,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
            Proxy = ServerAddress.CheckProxy("-Proxy", Proxy, baseUri, tokenUri),
            ProxyCredentials = ProxyCredentials,
            NoProxy = NoProxy,
            Certificate = CheckedCertificate(),
        };
    }

    /// <remarks>
    /// What the user typed goes before the environment. There, a client id and secret go before an access token, because only
    /// they can renew it.
    /// </remarks>
    private (string? ClientId, SecureString? Secret) ResolveCredential()
    {
        if (Credential is not null)
        {
            return (Credential.UserName, Credential.Password);
        }

        SecureString? secret = AccessToken is null ? SecretVariable(ClientSecretVariable) : null;
        string? clientId = secret is null ? null : Variable(ClientIdVariable);
        return clientId is null ? (null, null) : (clientId, secret);
    }

    private string Source(Uri? given, string parameter, string variable) => Staging ? "-Staging" : given is null ? variable : parameter;

    private static string? Tenant(string source, string? macnum) =>
        macnum is not null && Identifier.Read(macnum, out macnum) is { } problem
        ? throw new NocException(NocErrorKind.ValidationFailed, $"{source} {TerminalText.Quoted(macnum)} {problem}")
        : macnum;

    /// <remarks>Names alone: Enum.TryParse takes numbers, too.</remarks>
    private static NocListEncoding EncodingOf(string? name) => name is null ? NocListEncoding.Json
        : Enum.TryParse(name, ignoreCase: true, out NocListEncoding encoding) && Enum.GetNames(typeof(NocListEncoding)).Contains(name, StringComparer.OrdinalIgnoreCase)
            ? encoding
            : throw new NocException(
                NocErrorKind.ValidationFailed,
                $"The environment variable {ListEncodingVariable} must be one of {string.Join(", ", Enum.GetNames(typeof(NocListEncoding)))}. Set it anew.");

    private X509Certificate2? CheckedCertificate() => Certificate is null or { HasPrivateKey: true }
        ? Certificate
        : throw new NocException(
            NocErrorKind.ValidationFailed,
            $"-Certificate '{Certificate.Subject}' has no private key, without which it proves nothing. Load it with its key, from a .pfx file or a store of certificates.");

    /// <exception cref="NocException">It holds what no setting does. The value may be a secret, and is not repeated.</exception>
    private static string? Variable(string name)
    {
        string? value = Environment.GetEnvironmentVariable(name)?.Trim();
        string? problem = string.IsNullOrEmpty(value) ? null
            : value!.Length > LongestVariable ? $"holds {value.Length} characters, and {LongestVariable} are the most"
            : value.Any(char.IsControl) ? "holds a control character, such as the end of a line"
            : null;
        return problem is null
            ? string.IsNullOrEmpty(value) ? null : value
            : throw new NocException(NocErrorKind.ValidationFailed, $"The environment variable {name} {problem}. Set it anew.");
    }

    private static string? PathVariable(string name) => Variable(name) is { } path ? FilePath.Check(name, path) : null;

    private static SecureString? SecretVariable(string name) =>
        Variable(name) is { } value ? new NetworkCredential("", value).SecurePassword : null;
}
