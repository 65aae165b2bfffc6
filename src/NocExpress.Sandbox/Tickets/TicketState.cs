using System;
using System.Collections.Generic;

namespace NocExpress.Sandbox.Tickets;

/// <summary>What changes about a ticket while it lives.</summary>
internal sealed record TicketState
{
    public string Status { get; init; } = "Open";

    public string G360Status { get; init; } = "Open";

    public bool Escalated { get; init; }

    /// <summary>When it was resolved. One that was cancelled never is.</summary>
    public DateTimeOffset? DateResolved { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    /// <summary>Its files, in the order in which they came: the place of one is its id.</summary>
    public required IReadOnlyList<Attachment> Attachments { get; init; }

    public TicketState InProgress(string status) => this with { Status = status, G360Status = "In Progress" };

    public TicketState Resolved(DateTimeOffset at) => this with { Status = "Resolved", G360Status = "Resolved", DateResolved = at };

    public TicketState Reopened() => InProgress("Reopened") with { DateResolved = null };

    public TicketState Cancelled() => this with { Status = "Cancelled", G360Status = "Closed", DateResolved = null };

    public TicketState Closed() => this with { Status = "Closed", G360Status = "Closed" };

    public TicketState WithFile(string name) => this with { Attachments = [.. Attachments, new Attachment(name, Stored: true)] };
}
