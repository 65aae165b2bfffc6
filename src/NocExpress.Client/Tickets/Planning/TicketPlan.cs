using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Client.Tickets.Sending;
using NocExpress.Contract;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>The steps of one <c>New-NocTicket</c>, with its files and the journal open until all requests have come to their end.</summary>
internal sealed class TicketPlan : ITicketPlan
{
    public IReadOnlyList<TicketValidationError> ValidationErrors { get; init; } = [];

    public IReadOnlyList<ITicketStep> Steps { get; init; } = [];

    public string? JournalSummary { get; init; }

    public string Totals { get; init; } = "";

    public IReadOnlyList<string> Remarks => RunRemarks.ToList();

    public RunRemarks RunRemarks { private get; init; } = new();

    public required AttachmentFiles Files { private get; init; }

    public IJournalStore? Journal { private get; init; }

    public RequestsUnderWay UnderWay { private get; init; } = new();

    public void Dispose()
    {
        Task over = UnderWay.WhenOver(() =>
        {
            Files.Dispose();
            Journal?.Dispose();
        });
        if (Journal?.Place is { Table: null } file && !over.IsCompleted)
        {
            OpenJournals.Note(file.Name, over);
        }
    }
}
