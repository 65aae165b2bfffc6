using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>
/// The seam between the shell and the engine: all that crosses it are plain models. A read hands over each object as soon as it is
/// parsed. Everything fails with <see cref="NocException"/>, or with cancellation when <see cref="ICall.Stop"/> says so.
/// </summary>
internal interface INocClient : IDisposable
{
    DateTimeOffset? TokenExpiresAt { get; }

    Sightings Seen { get; }

    /// <summary>Gets a token, so that wrong credentials fail here and not in the middle of a run.</summary>
    Task ConnectAsync(ICall call);

    Task GetSitesAsync(SiteQuery query, Func<NocSite, Task> emit, ICall call);

    Task GetConfigurationsAsync(ConfigurationQuery query, Func<NocConfiguration, Task> emit, ICall call);

    Task<IReadOnlyList<NocIssue>> GetIssuesAsync(IssueQuery query, ICall call);

    Task<NocTicket> GetTicketAsync(long id, string? grantedTenantMacnum, ICall call);

    /// <summary>Checks and groups what is to be reported, and opens the files. Sends no ticket.</summary>
    Task<ITicketPlan> PlanTicketsAsync(IReadOnlyList<TicketItem> items, TicketPlanOptions options, ICall call);

    /// <summary>Sends a request to any path, and hands over its answer as plain values.</summary>
    Task InvokeAsync(AnyRequest request, Func<object, Task> emit, ICall call);
}
