using System.Collections.Generic;
using NocExpress.Sandbox.Data;

namespace NocExpress.Sandbox.Tickets;

/// <summary>A request for tickets that passed every check.</summary>
internal sealed record TicketOrder(
    string Issue, IReadOnlyList<Site> Sites, IReadOnlyList<Configuration> Configurations, IReadOnlyList<string> FileNames);
