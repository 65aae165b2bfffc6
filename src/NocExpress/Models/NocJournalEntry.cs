using System;
using NocExpress.Text;

namespace NocExpress.Models;

/// <summary>What a journal, or this process, knows of the ticket of one circuit.</summary>
public sealed class NocJournalEntry
{
    internal NocJournalEntry()
    {
    }

    /// <summary>What is known of the ticket.</summary>
    public NocJournalState State { get; init; }

    /// <summary>The account number of the site.</summary>
    public string Macnum { get; init; } = "";

    /// <summary>The name of the site, where the input had it.</summary>
    public string? SiteName { get; init; }

    /// <summary>The configuration's identifier.</summary>
    public long ConfigurationId { get; init; }

    /// <summary>The ticket type.</summary>
    public string TypeName { get; init; } = "";

    /// <summary>The ticket subtype.</summary>
    public string SubtypeName { get; init; } = "";

    /// <summary>The name of the issue.</summary>
    public string IssueName { get; init; } = "";

    /// <summary>The number of the ticket in the customer's own system.</summary>
    public string? CustomerTicketNumber { get; init; }

    /// <summary>When the request went out that the state is of.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>What the request is called that it went out in: the entries of one request have it in common.</summary>
    public string Request { get; init; } = "";

    /// <summary>The number of the ticket that was opened.</summary>
    public long? TicketId { get; init; }

    /// <summary>Why there is no ticket, or who has found out what became of it.</summary>
    public string? Reason { get; init; }

    /// <summary>The journal: the path of its file, or its name in a table. None where the tickets were sent without one.</summary>
    public string? Journal { get; init; }

    /// <summary>The table that the journal lies in; none where it is a file.</summary>
    public Uri? StorageUri { get; init; }

    /// <summary>The server, and a part of what makes the entry another than the next.</summary>
    public string BaseUri { get; init; } = "";

    /// <summary>The company on whose behalf the ticket was asked for.</summary>
    public string? GrantedTenantMacnum { get; init; }

    /// <summary>Returns the state, the site, the configuration and the issue in one line.</summary>
    public override string ToString() =>
        $"{State}: {(SiteName is null ? "" : TerminalText.Line(SiteName) + " ")}macnum {TerminalText.Line(Macnum)}, configuration {ConfigurationId}, {TerminalText.Line(IssueName)}"
        + (TicketId is { } id ? $", ticket {id}" : "");
}
