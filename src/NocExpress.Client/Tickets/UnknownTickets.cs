using System;
using System.Collections.Generic;
using System.Globalization;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>
/// Says of sites that nobody knows whether they have a ticket: the verdict first, then what happened, how to find out, and the command that
/// settles just these. The API has no search, but people have.
/// </summary>
/// <param name="request">The request for the tickets.</param>
/// <param name="entries">Its entries in the journal, if there is one.</param>
internal sealed class UnknownTickets(NocTicketRequest request, JournalSelection? entries)
{
    public string Message(DateTimeOffset sentAt, string problem) => Message(request.Sites, sentAt, problem);

    /// <param name="sites">Those of the request that it is about.</param>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="problem">What is wrong with its answer, as the rest of a sentence.</param>
    public string Message(IReadOnlyList<NocTicketSite> sites, DateTimeOffset sentAt, string problem)
    {
        string which = sites.Count == 1 ? "a ticket exists for" : $"tickets exist for {sites.Count} sites:";
        string number = request.CustomerTicketNumber is { } text ? $" and the customer ticket number {text}" : "";
        string time = sentAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"It is not known whether {which} {NocTicketRequest.Names(sites)}. The request was sent at {time} UTC, and {problem}. It was not sent again. "
            + $"Look in Granite360 for tickets of {(sites.Count == 1 ? "this site" : "these sites")} with the issue '{request.IssueName}'{number}, entered since then. {Settling(sites)}";
    }

    private string Settling(IReadOnlyList<NocTicketSite> sites)
    {
        if (entries is null)
        {
            return "Then run again with the input of what has none.";
        }

        return $"Say what you have found by: {entries.Command(sites)} | Resolve-NocJournalEntry -TicketId NUMBER, or -NotOpened. "
            + "Then run the same command again.";
    }
}
