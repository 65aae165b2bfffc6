using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>The checked requests of one <c>New-NocTicket</c>, with their files and the journal open until all are sent.</summary>
internal sealed class TicketPlan : ITicketPlan
{
    private readonly TicketsEndpoint _tickets;
    private readonly TicketPlanOptions _options;
    private readonly AttachmentFiles _files;
    private readonly TicketJournal? _journal;
    private readonly Dictionary<NocTicketRequest, PlannedRequest> _planned;

    public TicketPlan(
        TicketsEndpoint tickets,
        TicketPlanOptions options,
        AttachmentFiles files,
        TicketJournal? journal,
        IReadOnlyList<TicketValidationError> errors,
        IReadOnlyList<PlannedRequest> planned)
    {
        _tickets = tickets;
        _options = options;
        _files = files;
        _journal = journal;
        _planned = planned.ToDictionary(plan => plan.Request);
        ValidationErrors = errors;
        Requests = [.. planned.Select(plan => plan.Request)];
    }

    public IReadOnlyList<TicketValidationError> ValidationErrors { get; }

    public IReadOnlyList<NocTicketRequest> Requests { get; }

    public object? SourceOf(NocTicketRequest request) => _planned[request].Source;

    public bool IsToBeSent(NocTicketRequest request) =>
        _planned[request].Entry is not { } entry || (!entry.IsFinished && (_options.RetryUnknown || entry.Unknown is null));

    public async Task CompleteAsync(NocTicketRequest request, Func<NocTicket, Task> emit, ICallContext call)
    {
        PlannedRequest planned = _planned[request];
        if (IsToBeSent(request))
        {
            await SendAsync(planned, emit, call).ConfigureAwait(false);
            return;
        }

        if (!planned.Entry!.IsFinished)
        {
            throw planned.Entry.StillUnknown();
        }

        call.Verbose($"{TicketsEndpoint.Describe(request)} is finished according to the journal, and is not sent.");
        await HandOverAsync(planned, planned.Entry.RecordedTickets(), emit, call).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _files.Dispose();
        _journal?.Dispose();
    }

    private async Task SendAsync(PlannedRequest planned, Func<NocTicket, Task> emit, ICallContext call)
    {
        CreatedTickets created;
        try
        {
            created = await _tickets.CreateAsync(planned.Request, planned.Files, planned.Entry, call).ConfigureAwait(false);
        }
        catch (NocException error) when (error.Kind == NocErrorKind.OutcomeUnknown)
        {
            planned.Entry?.RecordUnknown(error.Message);
            throw;
        }
        catch (Exception unforeseen) when (unforeseen is not (NocException or OperationCanceledException))
        {
            // Whatever it is, it must not keep the others from being accounted for.
            NocException error = new(
                NocErrorKind.OutcomeUnknown,
                $"{TicketsEndpoint.Describe(planned.Request)} may have been sent, and failed in a way that nobody has foreseen: {unforeseen.Message} "
                + $"Before you send it again, look in Granite360 for {TicketsEndpoint.SearchHint(planned.Request)}.",
                unforeseen);
            planned.Entry?.RecordUnknown(error.Message);
            throw error;
        }

        NocException? unrecorded = planned.Entry?.TryFinish(created);
        await HandOverAsync(planned, created, emit, call).ConfigureAwait(false);
        if (unrecorded is not null)
        {
            throw unrecorded;
        }
    }

    private static async Task HandOverAsync(PlannedRequest planned, CreatedTickets created, Func<NocTicket, Task> emit, ICallContext call)
    {
        foreach (NocTicket ticket in created.Tickets)
        {
            await emit(ticket).ConfigureAwait(false);
        }

        int asked = planned.Request.Sites.Length;
        if (created.Tickets.Count > asked)
        {
            call.Warning($"{TicketsEndpoint.Describe(planned.Request)}: {created.Tickets.Count} tickets came, and {asked} {(asked == 1 ? "was" : "were")} asked for. See in Granite360 whether one is too many.");
        }

        if (planned.Files.Count > 0 && created.Tickets.Any(ticket => !ticket.ListsAttachments))
        {
            call.Warning($"{TicketsEndpoint.Describe(planned.Request)}: the answer does not say whether its files were stored. See in Granite360 that they are there.");
        }

        foreach (NocException error in CreatedTicketChecks.Shortcomings(planned.Request, created))
        {
            await call.ErrorAsync(error, planned.Source).ConfigureAwait(false);
        }
    }
}
