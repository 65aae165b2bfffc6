using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using NocExpress.Connecting;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>Connects to a NOCExpress server. The connection becomes the default of the whole process.</summary>
/// <remarks>
/// <para>
/// Gets a token at once, so that a wrong secret fails here and not in the middle of a run. The token is renewed ahead of its end, and no
/// output, error or log ever holds it or the secret.
/// </para>
/// <para>
/// What is not given comes from environment variables: NOCEXPRESS_BASE_URI, NOCEXPRESS_TOKEN_URI, NOCEXPRESS_CLIENT_ID and
/// NOCEXPRESS_CLIENT_SECRET (or NOCEXPRESS_ACCESS_TOKEN), NOCEXPRESS_GRANTED_TENANT_MACNUM, NOCEXPRESS_LIST_ENCODING, NOCEXPRESS_PACING_PATH,
/// NOCEXPRESS_TRACE_PATH. A cmdlet that finds no connection makes one from them by itself. Nothing ever prompts for a secret.
/// </para>
/// <para>
/// The last connection made is the default of every runspace of the process, so also of ForEach-Object -Parallel and of Start-ThreadJob.
/// To use several side by side, keep them by <see cref="PassThru"/> and give each cmdlet its own by its -Connection.
/// </para>
/// <para>
/// Keys (a client id and its secret) are made by an administrator of the company in Granite360, under Integrations. The vendor publishes
/// the addresses of its staging environment alone: ask it for those of production. Addresses are https; http is for loopback hosts.
/// </para>
/// </remarks>
/// <notes>
/// <para>Every error ends the statement, since a runbook would otherwise go on with the connection that it had before:</para>
/// <list>
/// <item>NocNotConnected: something is missing; the message says which parameter or variable to set.</item>
/// <item>NocAuthenticationFailed: the server gave out no token for this client id and secret.</item>
/// <item>NocValidationFailed: an address or a combination of parameters that cannot be.</item>
/// <item>NocConnectionFailed, NocTimeout, NocRateLimited, NocServiceUnavailable: the token endpoint did not answer.</item>
/// </list>
/// </notes>
/// <example>
/// <summary>Connect from the environment.</summary>
/// <code>
/// Connect-NocExpress
/// Get-NocConnection
/// </code>
/// <para>Takes everything from the variables NOCEXPRESS_*, as an unattended job has them, and shows the connection.</para>
/// </example>
/// <example>
/// <summary>Connect to staging with a credential from a vault.</summary>
/// <code>
/// Connect-NocExpress -Staging -Credential (Get-Secret -Name NocExpress)
/// </code>
/// <para>
/// Get-Secret is of the module Microsoft.PowerShell.SecretManagement. The user name of the credential is the client id, its password the
/// client secret.
/// </para>
/// </example>
/// <example>
/// <summary>Connect to production.</summary>
/// <code>
/// $secret = ConvertTo-SecureString $env:NOCEXPRESS_CLIENT_SECRET -AsPlainText -Force
/// $credential = [pscredential]::new($env:NOCEXPRESS_CLIENT_ID, $secret)
/// $server = @{ BaseUri = $env:NOCEXPRESS_BASE_URI; TokenUri = $env:NOCEXPRESS_TOKEN_URI }
/// Connect-NocExpress @server -Credential $credential
/// </code>
/// <para>Names the two addresses and the credential instead of leaving them to the environment.</para>
/// </example>
/// <example>
/// <summary>Serve several companies in one run.</summary>
/// <code>
/// $north = Connect-NocExpress -GrantedTenantMacnum '01004471' -PassThru
/// $south = Connect-NocExpress -GrantedTenantMacnum '01004472' -PassThru
/// Get-NocSite -Search Minneapolis -Connection $north
/// Get-NocSite -Search Tulsa -Connection $south
/// </code>
/// <para>Each connection acts on behalf of one company. The last one made is the default of cmdlets without -Connection.</para>
/// </example>
/// <example>
/// <summary>Keep to the rate limit together with other processes.</summary>
/// <code>
/// Connect-NocExpress -PacingPath ./noc-pacing -RequestsPerMinute 60
/// </code>
/// <para>All processes of the machine that name the same file send no more than 60 requests a minute together.</para>
/// </example>
/// <example>
/// <summary>Write down what goes over the wire, for support.</summary>
/// <code>
/// Connect-NocExpress -TracePath ./trace.har
/// Get-NocSite -Search Minneapolis
/// </code>
/// <para>The file opens in a browser's developer tools. No secret is in it, and values are masked by their length.</para>
/// </example>
/// <seealso cref="GetNocConnectionCommand"/>
/// <seealso cref="DisconnectNocExpressCommand"/>
/// <seealso cref="GetNocSiteCommand"/>
[Cmdlet(VerbsCommunications.Connect, "NocExpress", DefaultParameterSetName = UriSet, HelpUri = "https://dev.dx.granitemsp.com/g360/getting-started/authentication")]
[OutputType(typeof(NocConnection))]
public sealed class ConnectNocExpressCommand : NocCommand
{
    private const string UriSet = "Uri";
    private const string StagingSet = "Staging";

    private bool _hasConnected;

    /// <summary>
    /// The server's base URI, such as <c>https://api.example.com</c>. The vendor publishes none but staging's. NOCEXPRESS_BASE_URI if not
    /// given.
    /// </summary>
    [Parameter(ParameterSetName = UriSet, Position = 0)]
    public Uri? BaseUri { get; set; }

    /// <summary>The URI of the OAuth 2.0 token endpoint. It is never derived from the base URI. NOCEXPRESS_TOKEN_URI if not given.</summary>
    [Parameter(ParameterSetName = UriSet, Position = 1)]
    public Uri? TokenUri { get; set; }

    /// <summary>
    /// Connect to the vendor's staging environment, whose two URIs are published: <c>https://api.staging.granitemsp.com</c> and its token
    /// endpoint.
    /// </summary>
    [Parameter(ParameterSetName = StagingSet, Mandatory = true)]
    public SwitchParameter Staging { get; set; }

    /// <summary>The client id (as user name) and client secret (as password). NOCEXPRESS_CLIENT_ID and NOCEXPRESS_CLIENT_SECRET if not given.</summary>
    [Parameter]
    public PSCredential? Credential { get; set; }

    /// <summary>An access token got elsewhere. It cannot be renewed: a run that outlives it ends. NOCEXPRESS_ACCESS_TOKEN if not given.</summary>
    [Parameter]
    public SecureString? AccessToken { get; set; }

    /// <summary>How the client id and secret are presented to the token endpoint; Basic by default. The vendor does not say which it expects.</summary>
    [Parameter]
    public NocClientAuthentication ClientAuthentication { get; set; }

    /// <summary>The scope to ask for; <c>urn:grt:nocexpress</c> by default.</summary>
    [Parameter]
    public string Scope { get; set; } = ConnectionSettings.DefaultScope;

    /// <summary>The macnum of the company on whose behalf to act (<c>granted_tenant_macnum</c>). NOCEXPRESS_GRANTED_TENANT_MACNUM if not given.</summary>
    [Parameter]
    public string? GrantedTenantMacnum { get; set; }

    /// <summary>
    /// How the lists of a ticket request, its sites and additional contacts, are written into the form; Json by default. The vendor does not say
    /// which form its server reads: Test-NocConnection finds out. NOCEXPRESS_LIST_ENCODING if not given.
    /// </summary>
    [Parameter]
    public NocListEncoding ListEncoding { get; set; }

    /// <summary>
    /// The number of requests the server allows in a minute; 60 by default, as the API documents. No more go out in any 60 seconds, from all
    /// connections of the process to this server as this client together: below the limit nothing waits, and at it the next request does.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int RequestsPerMinute { get; set; } = ConnectionSettings.DefaultRequestsPerMinute;

    /// <summary>
    /// A file by which several processes of one machine keep to the limit together: those that name the same one count together. It is made
    /// where it is missing, for its owner alone (on Windows for whoever may use files in its folder), and holds times alone. A link is refused.
    /// NOCEXPRESS_PACING_PATH if not given; without either, each process counts for itself.
    /// </summary>
    [Parameter]
    public string? PacingPath { get; set; }

    /// <summary>
    /// An Azure table that machines share, such as <c>https://ACCOUNT.table.core.windows.net/TABLE</c>: journals lie in it (<c>-JournalName</c>), and
    /// the requests of all who use the same client id and server count together there. It is made where it is missing. NOCEXPRESS_STORAGE_URI
    /// if not given. It takes the place of <c>-PacingPath</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? StorageUri { get; set; }

    /// <summary>
    /// A shared access signature for the table, with the rights to query, add, update and delete (<c>sp=raud</c>). NOCEXPRESS_STORAGE_SAS if not
    /// given; without either, the identity that the machine has: a managed identity, or a pod's workload identity, with the role Storage Table Data
    /// Contributor. Nobody is asked to sign in.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? StorageSas { get; set; }

    /// <summary>
    /// How long one attempt may take to get on, in seconds; 100 by default. An upload gets on with each part that the server takes, so that a large
    /// file over a slow line is no matter. The head of an answer must come in this time, and then its body as a whole; of a list, 4 KiB at a time.
    /// A server that sends a byte now and then is given up like one that sends none.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; } = ConnectionSettings.DefaultTimeoutSec;

    /// <summary>
    /// How often a request is tried again where that is safe; 5 by default. A read is after 408, 500, 502, 503, 504 and when the connection
    /// fails; a ticket request only when nothing of it was sent. Both are after 429, which is not counted, unless this is 0. No request is
    /// tried for
    /// longer than 10 minutes. A first connect that finds no server is tried again twice at most, and not where the server is silent.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = ConnectionSettings.DefaultMaximumRetryCount;

    /// <summary>The address of the proxy to go through, such as <c>http://proxy.example.com:3128</c>, in place of the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy.</summary>
    [Parameter]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Authenticate at the proxy as the current user.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Go through no proxy, whatever the system says.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>
    /// The client certificate to show in the TLS handshake, to the servers of both URIs, where they ask for one. It must have its private key: load it
    /// with <c>Get-PfxCertificate</c> or take it from the drive <c>Cert:</c>. The server's own certificate is always checked, by the system's authorities.
    /// </summary>
    [Parameter]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>
    /// A file that is given to support: every request and its answer are written to it, those for tokens among them, as HAR 1.2 (HTTP Archive), which
    /// browsers' developer tools open. No token, secret or cookie is in it. Values are masked: of a text its length stays, of a number the count of its
    /// digits, and names of fields, the shape of JSON, headers, status and times stay. Of a body it holds the first 64 KiB, of a file its length, its
    /// hash and the extension of its name. A file that is there is gone on with, by any number of connections and processes, up to 8 MiB. It is
    /// made for its owner alone (on Windows for whoever may use files in its folder), a link is refused, and where it cannot be written to any more
    /// a warning says so once, and the run goes on. NOCEXPRESS_TRACE_PATH if not given.
    /// </summary>
    [Parameter]
    public string? TracePath { get; set; }

    /// <summary>
    /// Do not mask values in the trace: names, addresses, telephone numbers and descriptions are in it as they went over the wire. Tokens, secrets and
    /// cookies are not, nor what the token endpoint was sent and answered.
    /// </summary>
    [Parameter]
    public SwitchParameter TraceContent { get; set; }

    /// <summary>Return the connection, for the <c>-Connection</c> of the other cmdlets.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Connects.</summary>
    protected override void EndProcessing()
    {
        RefuseBoth(nameof(Credential), Credential, nameof(AccessToken), AccessToken);
        RefuseBoth(nameof(ProxyCredential), ProxyCredential, nameof(ProxyUseDefaultCredentials), Given(ProxyUseDefaultCredentials));
        RefuseBoth(nameof(Proxy), Proxy, nameof(NoProxy), Given(NoProxy));

        RefuseBoth(nameof(PacingPath), PacingPath, nameof(StorageUri), StorageUri);

        ConnectionSettings settings = Settings();
        NocConnection? connection = null;
        Run(null, async pump => connection = await Connections.OpenAsync(settings.Resolve(), pump).ConfigureAwait(false));
        _hasConnected = true;
        TellOfReplaced(Connections.Use(connection!), connection!);
        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    /// <summary>
    /// Where no connection was made, there is none from now on. PowerShell disposes of a cmdlet also where its parameters could not be bound: a
    /// misspelt parameter must not leave the company before as the default either.
    /// </summary>
    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_hasConnected)
        {
            Connections.NoteFailure();
        }
    }

    /// <remarks>A pipeline stays with the connection that it began with; whoever reads along should know that the two are of different companies.</remarks>
    private void TellOfReplaced(NocConnection? before, NocConnection now)
    {
        if (before is null || !before.Company.Differs(now.Company))
        {
            return;
        }

        string message = $"The default connection is for {now.Company} now. It was for {before.Company}";
        if (before.IsInUse)
        {
            WriteWarning($"{message}, and pipelines that are running on that one stay with it.");
        }
        else
        {
            WriteVerbose($"{message}.");
        }
    }

    /// <remarks>Without the new connection a runbook would go on with the one it had before, perhaps another company's.</remarks>
    private protected override void Report(NocException error, object? item) => End(error, item);

    private ConnectionSettings Settings() => new()
    {
        Staging = Staging,
        BaseUri = BaseUri,
        TokenUri = TokenUri,
        Credential = Credential,
        AccessToken = AccessToken,
        ClientAuthentication = ClientAuthentication,
        Scope = Scope,
        GrantedTenantMacnum = GrantedTenantMacnum,
        ListEncoding = MyInvocation.BoundParameters.ContainsKey(nameof(ListEncoding)) ? ListEncoding : null,
        RequestsPerMinute = RequestsPerMinute,
        PacingPath = FullPath("-PacingPath", PacingPath),
        TracePath = FullPath("-TracePath", TracePath),
        TraceContent = TraceContent,
        StorageUri = StorageUri,
        StorageSas = StorageSas,
        TimeoutSec = TimeoutSec,
        MaximumRetryCount = MaximumRetryCount,
        Proxy = Proxy,
        ProxyCredentials = ProxyUseDefaultCredentials ? CredentialCache.DefaultNetworkCredentials : ProxyCredential?.GetNetworkCredential(),
        NoProxy = NoProxy,
        Certificate = Certificate,
    };

    private static object? Given(SwitchParameter parameter) => parameter ? parameter : null;

    private void RefuseBoth(string one, object? first, string other, object? second)
    {
        if (first is not null && second is not null)
        {
            ReportInvalid($"-{one} and -{other} exclude each other. Give one of them.", null);
        }
    }
}
