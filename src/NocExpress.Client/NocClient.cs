using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using NocExpress.Client.Api;
using NocExpress.Client.Configurations;
using NocExpress.Client.FirstContact.Checks;
using NocExpress.Client.Http;
using NocExpress.Client.Issues;
using NocExpress.Client.Journal;
using NocExpress.Client.Pacing;
using NocExpress.Client.Requests;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Sharing;
using NocExpress.Client.Sites;
using NocExpress.Client.Tickets;
using NocExpress.Client.Tickets.Following;
using NocExpress.Client.Tickets.Planning;
using NocExpress.Client.Tickets.Sending;
using NocExpress.Client.Tokens;
using NocExpress.Client.Tracing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client;

/// <summary>The client of one server: everything of one connection, wired together.</summary>
internal sealed class NocClient : INocClient
{
    private readonly ServiceProvider _services;
    private readonly ClientOptions _options;
    private readonly TimeProvider _time;
    private readonly ISharedStorage? _storage;
    private readonly Pacer _pacer;
    private readonly TraceLog? _trace;
    private readonly TokenSource _tokens;
    private readonly SitesEndpoint _sites;
    private readonly ConfigurationsEndpoint _configurations;
    private readonly IssuesEndpoint _issues;
    private readonly TicketsEndpoint _tickets;
    private readonly TicketPlanner _planner;
    private readonly RequestsEndpoint _requests;
    private readonly ServerTest _test;

    private NocClient(ServiceProvider services)
    {
        _services = services;
        _options = services.GetRequiredService<ClientOptions>();
        _time = services.GetRequiredService<TimeProvider>();
        Seen = services.GetRequiredService<CompletionCache>();
        _storage = services.GetService<ISharedStorage>();
        SharedJournals = services.GetRequiredService<SharedJournals>();
        _trace = services.GetService<TraceLog>();
        _pacer = services.GetRequiredService<Pacer>();
        _tokens = services.GetRequiredService<TokenSource>();
        _sites = services.GetRequiredService<SitesEndpoint>();
        _configurations = services.GetRequiredService<ConfigurationsEndpoint>();
        _issues = services.GetRequiredService<IssuesEndpoint>();
        _tickets = services.GetRequiredService<TicketsEndpoint>();
        _planner = services.GetRequiredService<TicketPlanner>();
        _requests = services.GetRequiredService<RequestsEndpoint>();
        _test = services.GetRequiredService<ServerTest>();
    }

    public DateTimeOffset? TokenExpiresAt => _tokens.ExpiresAt;

    public CompletionCache Seen { get; }

    public ISharedJournals SharedJournals { get; }

    /// <summary>Makes a client. The shell calls it by name.</summary>
    public static INocClient Create(ClientOptions options) => Create(options, TimeProvider.System);

    internal static INocClient Create(ClientOptions options, TimeProvider time) => CreateSharing(options, time, null);

    /// <param name="options">What the client needs to know.</param>
    /// <param name="time">The clock.</param>
    /// <param name="storage">What it shares with other machines, if anything.</param>
    internal static INocClient CreateSharing(ClientOptions options, TimeProvider time, ISharedStorage? storage)
    {
        Redactor redactor = new();
        if (options.ProxyCredentials is NetworkCredential proxy)
        {
            redactor.Hide(proxy.Password);
        }

        ServiceCollection services = new();
        services.AddSingleton(options);
        services.AddSingleton(time);
        if (storage is not null)
        {
            services.AddSingleton(storage);
            services.AddSingleton(storage.Window);
        }

        services.AddSingleton<CompletionCache>();
        services.AddSingleton(redactor);
        services.AddSingleton<Pacer>();
        services.AddSingleton<Transport>();
        services.AddSingleton<TokenSource>();
        services.AddSingleton<ApiSender>();
        services.AddSingleton<SitesEndpoint>();
        services.AddSingleton<ConfigurationsEndpoint>();
        services.AddSingleton<IssuesEndpoint>();
        services.AddSingleton<TicketsEndpoint>();
        services.AddSingleton<TicketSender>();
        services.AddSingleton<TicketPlanner>();
        services.AddSingleton<RequestsEndpoint>();
        services.AddSingleton<ServerTest>();
        services.AddSingleton<SharedJournals>();
        IHttpClientBuilder http = services.AddHttpClient(Transport.ClientName)
            .RemoveAllLoggers()
            .AddHttpMessageHandler(static () => new DefaultHeaders())
            .ConfigurePrimaryHttpMessageHandler(() => Transport.CreateHandler(options));
        if (options.TracePath is not null)
        {
            services.AddSingleton<TraceLog>();
            services.AddTransient<TraceHandler>();
            http.AddHttpMessageHandler<TraceHandler>();
        }

        return new NocClient(services.BuildServiceProvider());
    }

    public async Task ConnectAsync(ICallContext call)
    {
        if (_trace is not null)
        {
            await _trace.CheckAsync(call).ConfigureAwait(false);
        }

        if (_storage is not null)
        {
            await _storage.CheckAsync(call).ConfigureAwait(false);
        }
        else
        {
            await _pacer.CheckAsync(call).ConfigureAwait(false);
        }

        await _tokens.GetAsync(call).ConfigureAwait(false);
    }

    public Task GetSitesAsync(SiteQuery query, Func<NocSite, Task> emit, ICallContext call) =>
        _sites.ListAsync(query, Marked(query.GrantedTenantMacnum, emit), call);

    public Task<IReadOnlyList<SiteQuery>> MatchSitesAsync(
        IReadOnlyList<SiteQuery> queries, IReadOnlyList<SiteSample> samples, Func<SiteQuery, NocSite, Task> emit, ICallContext call) =>
        new SiteMatching(_sites, samples).MatchAsync(
            queries,
            (query, site) => Marked<NocSite>(query.GrantedTenantMacnum, found => emit(query, found))(site),
            call);

    public int MacnumsPerRequest(ConfigurationQuery query) => _configurations.MacnumsPerRequest(query);

    public Task<ConfigurationSummary> GetConfigurationsAsync(ConfigurationQuery query, Func<NocConfiguration, Task> emit, ICallContext call) =>
        _configurations.ListAsync(query, Marked(query.GrantedTenantMacnum, emit), call);

    public Task<IReadOnlyList<NocIssue>> GetIssuesAsync(IssueQuery query, ICallContext call) => _issues.ListAsync(query, call);

    public async Task<NocTicket> GetTicketAsync(long id, string? grantedTenantMacnum, ICallContext call) =>
        (await _tickets.GetAsync(id, grantedTenantMacnum, call).ConfigureAwait(false)).Ticket;

    public Task<IReadOnlyList<TicketLeft>> FollowTicketsAsync(TicketFollowing following, ICallContext call) =>
        new TicketPoller(_tickets, following, _options.RequestsPerMinute, _time).RunAsync(call);

    public async Task<FoundTicket> FindTicketAsync(NocJournalEntry entry, long id, ICallContext call)
    {
        CreatedTicket found = await _tickets.GetAsync(id, entry.GrantedTenantMacnum, call).ConfigureAwait(false);
        return new FoundTicket(found.Ticket, found.Json, JournalEntries.Contradiction(entry, found.Ticket), JournalEntries.NamesSite(entry, found.Ticket));
    }

    public Task<ITicketPlan> PlanTicketsAsync(IReadOnlyList<TicketItem> items, TicketPlanOptions options, ICallContext call) =>
        _planner.PlanAsync(items, options, call);

    public Task InvokeAsync(CustomRequest request, Func<object, Task> emit, ICallContext call) => _requests.InvokeAsync(request, emit, call);

    public Task TestAsync(ServerTestQuery query, Func<NocCheck, Task> emit, ICallContext call) => _test.RunAsync(query, emit, call);

    public void Dispose() => _services.Dispose();

    /// <summary>Marks what is read by whose it is, so that it is not used over another company's connection without a word.</summary>
    private Func<T, Task> Marked<T>(string? tenant, Func<T, Task> emit)
        where T : NocEntity
    {
        NocCompany company = _options.CompanyOf(tenant);
        return entity =>
        {
            entity.Company = company;
            return emit(entity);
        };
    }
}
