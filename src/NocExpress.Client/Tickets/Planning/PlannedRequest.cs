using System.Collections.Generic;
using NocExpress.Client.Files;
using NocExpress.Client.Journal;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>A request with its open files, the user's input that it was made of, and its place in the journal, if there is one.</summary>
internal sealed record PlannedRequest(NocTicketRequest Request, IReadOnlyList<UploadFile> Files, object? Source)
{
    public JournalEntry? Entry { get; init; }
}
