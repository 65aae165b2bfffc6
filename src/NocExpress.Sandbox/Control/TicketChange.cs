using System;
using System.Text.Json;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox.Control;

/// <summary>What somebody at the vendor's does with a ticket.</summary>
internal enum TicketAction { Resolve, Reopen, Cancel }

/// <summary>A change of a ticket by hand. Keys that are not given leave it as it is.</summary>
internal sealed record TicketChange
{
    public TicketAction? Action { get; init; }

    /// <summary>The status; with an action, in place of the one that it usually brings.</summary>
    public string? Status { get; init; }

    public bool? Escalated { get; init; }

    /// <summary>The name of a file that appears at the ticket.</summary>
    public string? Attachment { get; init; }

    /// <exception cref="JsonException">It changes nothing, or to nothing.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Status ?? "-") || string.IsNullOrWhiteSpace(Attachment ?? "-"))
        {
            throw new JsonException("status and attachment must not be empty.");
        }

        if (this == new TicketChange())
        {
            throw new JsonException("Give action, status, escalated or attachment.");
        }
    }

    public TicketState Apply(TicketState state, DateTimeOffset now)
    {
        TicketState changed = Action switch
        {
            TicketAction.Resolve => state.Resolved(now),
            TicketAction.Reopen => state.Reopened(),
            TicketAction.Cancel => state.Cancelled(),
            _ => state,
        };
        changed = Status is null ? changed : changed with { Status = Status };
        changed = Attachment is null ? changed : changed.WithFile(Attachment);
        return changed with { Escalated = Escalated ?? changed.Escalated, LastUpdated = now };
    }
}
