using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Files;
using NocExpress.Client.Journal;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Sending;

/// <summary>A request with its open files, the circuits that it is for, and the user's input that it was made of, site by site.</summary>
internal sealed record OutgoingRequest(
    NocTicketRequest Request, IReadOnlyList<UploadFile> Files, JournalClaim Claim, ILookup<string, object?> Sources)
{
    /// <summary>What to say of its sites where nobody knows whether they have tickets.</summary>
    public UnknownTickets Unknown(IJournalStore? journal) =>
        new(Request, journal is null ? null : new JournalSelection(journal.Place.Argument, Claim.Request.Id));

    /// <summary>The input of these sites: all that is left to do where they have no ticket.</summary>
    public object? SourceOf(IEnumerable<NocTicketSite> sites)
    {
        object?[] sources = [.. sites.SelectMany(site => Sources[site.Macnum])];
        return sources is [var only] ? only : sources;
    }
}
