using System;
using System.Globalization;
using NocExpress.Client.Tickets;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Journal;

/// <summary>Shows the records of a journal to users, and finds those again that users name.</summary>
internal static class JournalEntries
{
    public static NocJournalEntry Of(CircuitRecord record, JournalPlace? journal) => new()
    {
        State = record.State switch
        {
            CircuitState.Opened => NocJournalState.Opened,
            CircuitState.Refused => NocJournalState.Refused,
            CircuitState.NotSent => NocJournalState.NotSent,
            CircuitState.Held when record.Request.SentAt == default => NocJournalState.NotSent,
            _ => NocJournalState.Unknown,
        },
        Macnum = record.Ticket.Circuit.Macnum,
        SiteName = record.Site.Name,
        ConfigurationId = record.Ticket.Circuit.ConfigurationId,
        TypeName = record.Ticket.TypeName,
        SubtypeName = record.Ticket.SubtypeName,
        IssueName = record.Ticket.IssueName,
        CustomerTicketNumber = record.Ticket.CustomerTicketNumber,
        SentAt = record.Request.SentAt,
        Request = record.Request.Id,
        TicketId = record.TicketId,
        Reason = record.Reason ?? record.State switch
        {
            CircuitState.Claimed => UnderWay(record),
            CircuitState.Held when record.Request.SentAt == default => $"{record.HeldBy} has claimed it, and sends it next.",
            CircuitState.Held => $"{record.HeldBy} has sent it, and waits for the answer.",
            _ => null,
        },
        Journal = journal?.Name,
        StorageUri = journal?.Table,
        BaseUri = record.Ticket.Circuit.Server,
        GrantedTenantMacnum = record.Ticket.Circuit.Tenant,
    };

    public static CircuitTicket TicketOf(NocJournalEntry entry) => new(
        new Circuit(entry.BaseUri, entry.GrantedTenantMacnum, entry.Macnum, entry.ConfigurationId),
        entry.TypeName,
        entry.SubtypeName,
        entry.IssueName,
        entry.CustomerTicketNumber);

    /// <summary>What in the ticket is not the entry's, in words; nothing where all that it says is.</summary>
    public static string? Contradiction(NocJournalEntry entry, NocTicket ticket) =>
        TicketSites.Contradicts(ticket, SiteOf(entry)) ? $"is of another site{(ticket.SiteName is { } name ? $", {TerminalText.Quoted(name)}" : "")}"
        : ticket.Issue is { } issue && !string.Equals(issue.Trim(), entry.IssueName, StringComparison.OrdinalIgnoreCase) ? $"is about another issue, {TerminalText.Quoted(issue)}"
        : null;

    /// <summary>Whether the ticket says that it is of the entry's site.</summary>
    public static bool NamesSite(NocJournalEntry entry, NocTicket ticket) => TicketSites.Names(ticket, SiteOf(entry));

    private static NocTicketSite SiteOf(NocJournalEntry entry) => new(entry.Macnum, "", entry.SiteName, [entry.ConfigurationId]);

    private static string UnderWay(CircuitRecord record) =>
        $"Its request went out at {record.Request.SentAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, and no end is recorded: "
        + "it is still under way, or its run was broken off.";
}
