using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>
/// The seam between the shell and the client: all that crosses it are plain models. A read hands over each object as soon as it is
/// parsed. Everything fails with <see cref="NocException"/>, or with cancellation when <see cref="ICallContext.CancellationToken"/> says so.
/// </summary>
internal interface INocClient : IDisposable
{
    DateTimeOffset? TokenExpiresAt { get; }

    CompletionCache Seen { get; }

    /// <summary>The journals in the connection's table.</summary>
    ISharedJournals SharedJournals { get; }

    /// <summary>Gets a token, so that wrong credentials fail here and not in the middle of a run.</summary>
    Task ConnectAsync(ICallContext call);

    Task GetSitesAsync(SiteQuery query, Func<NocSite, Task> emit, ICallContext call);

    /// <summary>
    /// Reads the list of all sites once, and finds in it what each of many queries of one kind would find, where that can be told by the
    /// samples.
    /// </summary>
    /// <returns>The queries that are left: the server alone can say what they find.</returns>
    Task<IReadOnlyList<SiteQuery>> MatchSitesAsync(
        IReadOnlyList<SiteQuery> queries, IReadOnlyList<SiteSample> samples, Func<SiteQuery, NocSite, Task> emit, ICallContext call);

    /// <summary>How many macnums it is best to ask for at once, by what is known of the server.</summary>
    int MacnumsPerRequest(ConfigurationQuery query);

    Task<ConfigurationSummary> GetConfigurationsAsync(ConfigurationQuery query, Func<NocConfiguration, Task> emit, ICallContext call);

    Task<IReadOnlyList<NocIssue>> GetIssuesAsync(IssueQuery query, ICallContext call);

    Task<NocTicket> GetTicketAsync(long id, string? grantedTenantMacnum, ICallContext call);

    /// <summary>Looks at tickets again and again, until all have brought what is waited for, or the time is up.</summary>
    /// <returns>Those that had not, when the time was up.</returns>
    Task<IReadOnlyList<TicketLeft>> FollowTicketsAsync(TicketFollowing following, ICallContext call);

    /// <summary>Reads the ticket that somebody has found for an entry of a journal.</summary>
    Task<FoundTicket> FindTicketAsync(NocJournalEntry entry, long id, ICallContext call);

    /// <summary>Checks and groups what is to be reported, and opens the files. Sends no ticket.</summary>
    Task<ITicketPlan> PlanTicketsAsync(IReadOnlyList<TicketItem> items, TicketPlanOptions options, ICallContext call);

    /// <summary>Finds out what the server does, against what is guessed of it. What a server answers is never an error.</summary>
    Task TestAsync(ServerTestQuery query, Func<NocCheck, Task> emit, ICallContext call);

    /// <summary>Sends a request to any path, and hands over its answer as plain values.</summary>
    Task InvokeAsync(CustomRequest request, Func<object, Task> emit, ICallContext call);
}
