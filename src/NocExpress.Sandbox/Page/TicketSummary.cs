using System;
using System.Linq;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox.Page;

/// <summary>A ticket in a line of the page.</summary>
internal sealed record TicketSummary(
    long Id,
    string Site,
    string? Macnum,
    string Issue,
    string Status,
    bool Resolved,
    bool Escalated,
    DateTimeOffset DateEntered,
    int Attachments,
    int Failed,
    long RequestSequence)
{
    public static TicketSummary Of(Ticket ticket) => new(
        ticket.Id,
        ticket.Site.Name,
        ticket.Site.Macnum,
        ticket.Issue,
        ticket.State.Status,
        ticket.State.DateResolved is not null,
        ticket.State.Escalated,
        ticket.DateEntered,
        ticket.State.Attachments.Count,
        ticket.State.Attachments.Count(attachment => !attachment.Stored),
        ticket.RequestSequence);

    /// <summary>True if a text that a person typed is part of what this line says.</summary>
    public bool Matches(string text) =>
        new[] { $"{Id}", Site, Macnum, Issue, Status }.Any(field => field?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}
