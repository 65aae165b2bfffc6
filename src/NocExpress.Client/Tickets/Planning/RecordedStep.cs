using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Client.Json;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Hands over tickets that an earlier run opened, as the journal has them.</summary>
/// <param name="units">The circuits that have them, next to one another in the input.</param>
/// <param name="journal">The journal.</param>
/// <param name="handedOver">The numbers of those that came out already: a ticket may be that of several circuits.</param>
internal sealed class RecordedStep(IReadOnlyList<TicketUnit> units, IJournalStore journal, HashSet<long> handedOver) : ITicketStep
{
    public NocTicketRequest? Request => null;

    public IReadOnlyList<ITicketStep> Between => [];

    public IReadOnlyList<TicketUnit> Units => units;

    /// <summary>Where it stands in the input.</summary>
    public int Place => units[0].Place;

    public object? Source => units.Count == 1 ? units[0].Draft.Item.Source : units.Select(unit => unit.Draft.Item.Source).ToArray();

    /// <summary>Hands them over as part of another step, which goes on where one cannot be read.</summary>
    public async Task TryTakeAsync(Func<NocTicket, Task> emit, ICallContext call)
    {
        try
        {
            await TakeAsync(emit, call).ConfigureAwait(false);
        }
        catch (NocException error)
        {
            await call.ErrorAsync(error, Source).ConfigureAwait(false);
        }
    }

    public async Task TakeAsync(Func<NocTicket, Task> emit, ICallContext call)
    {
        foreach (TicketUnit unit in units.Where(unit => IsNew(unit.Found!.TicketId!.Value)))
        {
            IReadOnlyList<NocTicket> tickets;
            try
            {
                tickets = await ReadAsync(unit.Found!, call).ConfigureAwait(false);
            }
            catch (NocException error)
            {
                await call.ErrorAsync(error, unit.Found!.TicketId).ConfigureAwait(false);
                return;
            }

            foreach (NocTicket ticket in tickets)
            {
                IsNew(ticket.Id!.Value);
                await emit(ticket).ConfigureAwait(false);
            }

            foreach ((NocException error, string file) in tickets.SelectMany(CreatedTicketChecks.SaidNotStored))
            {
                await call.ErrorAsync(error, file).ConfigureAwait(false);
            }

            if (tickets.Count == 0)
            {
                await call.ErrorAsync(Unreadable(unit), unit.Found!.TicketId).ConfigureAwait(false);
            }
        }
    }

    /// <remarks>Steps run side by side.</remarks>
    private bool IsNew(long ticket)
    {
        lock (handedOver)
        {
            return handedOver.Add(ticket);
        }
    }

    private async Task<IReadOnlyList<NocTicket>> ReadAsync(CircuitRecord record, ICallContext call)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(await journal.TicketsAsync(record, call.CancellationToken).ConfigureAwait(false), JsonText.Deep);
            NocTicket[] tickets = [.. TicketReader.ReadAll(document.RootElement).Select(row => row.Ticket)];
            foreach (NocTicket ticket in tickets)
            {
                ticket.Recorded = record.At;
                ticket.Macnum = record.Ticket.Circuit.Macnum;
                ticket.ConfigurationIds = [.. record.Site.ConfigurationIds];
                ticket.CustomerTicketNumber = record.Ticket.CustomerTicketNumber;
            }

            return tickets;
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            throw new NocException(NocErrorKind.JournalFailed, $"The ticket {record.TicketId} in the journal '{journal.Place}' cannot be read: {error.Message}", error) { SafeToRetry = true };
        }
    }

    private NocException Unreadable(TicketUnit unit) => new(
        NocErrorKind.OutcomeUnknown,
        $"The journal '{journal.Place}' says that ticket {unit.Found!.TicketId} was opened for configuration {unit.Ticket.Circuit.ConfigurationId} of macnum {unit.Draft.Macnum}, and has lost it. "
        + "Nothing was sent. Get-NocTicket reads it from the server.")
    {
        Sites = [new NocTicketSite(unit.Draft.Macnum, unit.Draft.MaintenanceWindow, unit.Draft.Item.SiteName, [unit.Ticket.Circuit.ConfigurationId])],
    };
}
