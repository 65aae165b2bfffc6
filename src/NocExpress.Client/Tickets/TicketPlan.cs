using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Tickets.Journal;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Client.Tickets;

/// <summary>The checked requests of one <c>New-NocTicket</c>, with their files and the journal open until all are sent.</summary>
internal sealed class TicketPlan : ITicketPlan
{
    private readonly TicketsEndpoint _tickets;
    private readonly TicketPlanOptions _options;
    private readonly AttachmentFiles _files;
    private readonly TicketJournal? _journal;
    private readonly IReadOnlyList<PlannedRequest> _planned;

    public TicketPlan(
        TicketsEndpoint tickets,
        TicketPlanOptions options,
        AttachmentFiles files,
        TicketJournal? journal,
        IReadOnlyList<TicketViolation> violations,
        IReadOnlyList<PlannedRequest> planned)
    {
        _tickets = tickets;
        _options = options;
        _files = files;
        _journal = journal;
        _planned = planned;
        Violations = violations;
        Requests = [.. planned.Where(IsToBeSent).Select(plan => plan.Request)];
    }

    public IReadOnlyList<TicketViolation> Violations { get; }

    public IReadOnlyList<NocTicketRequest> Requests { get; }

    public async Task CreateAsync(IReadOnlyList<NocTicketRequest> requests, Func<NocTicket, Task> emit, ICall call)
    {
        HashSet<NocTicketRequest> agreed = [.. requests];
        PlannedRequest[] planned = [.. _planned.Where(plan => agreed.Contains(plan.Request) || !IsToBeSent(plan))];
        for (int i = 0; i < planned.Length; i++)
        {
            call.Progress("Opening NOC tickets", $"Request {i + 1} of {planned.Length}", 100 * i / planned.Length);
            try
            {
                await CreateAsync(planned[i], emit, call).ConfigureAwait(false);
            }
            catch (NocException error)
            {
                error.TicketRequest = planned[i].Request;
                if (ErrorMapper.EndsTheRun(error))
                {
                    await ReportNotSentAsync(planned.Skip(i + 1).Where(IsToBeSent), error, call).ConfigureAwait(false);
                    throw;
                }

                await call.ErrorAsync(error, planned[i].Source).ConfigureAwait(false);
            }
        }

        call.Progress("Opening NOC tickets", "Done", 100);
    }

    public void Dispose()
    {
        _files.Dispose();
        _journal?.Dispose();
    }

    private bool IsToBeSent(PlannedRequest planned) => planned.Entry is not { } entry || (!entry.IsFinished && (_options.RetryUnknown || entry.Unknown is null));

    private async Task CreateAsync(PlannedRequest planned, Func<NocTicket, Task> emit, ICall call)
    {
        if (planned.Entry is { IsFinished: true } finished)
        {
            call.Verbose($"{TicketsEndpoint.Describe(planned.Request)} is finished according to the journal, and is not sent.");
            await HandOverAsync(planned, finished.RecordedTickets(), emit, call).ConfigureAwait(false);
        }
        else if (IsToBeSent(planned))
        {
            await SendAsync(planned, emit, call).ConfigureAwait(false);
        }
        else
        {
            throw planned.Entry!.StillUnknown();
        }
    }

    private async Task SendAsync(PlannedRequest planned, Func<NocTicket, Task> emit, ICall call)
    {
        CreatedTickets created;
        try
        {
            created = await _tickets.CreateAsync(planned, call).ConfigureAwait(false);
        }
        catch (NocException error) when (error.Kind == NocErrorKind.OutcomeUnknown)
        {
            planned.Entry?.OutcomeUnknown(error.Message);
            throw;
        }

        NocException? unrecorded = planned.Entry?.TryFinish(created);
        await HandOverAsync(planned, created, emit, call).ConfigureAwait(false);
        if (unrecorded is not null)
        {
            throw unrecorded;
        }
    }

    private static async Task HandOverAsync(PlannedRequest planned, CreatedTickets created, Func<NocTicket, Task> emit, ICall call)
    {
        foreach (NocTicket ticket in created.Tickets)
        {
            await emit(ticket).ConfigureAwait(false);
        }

        foreach (NocException error in CreatedAnswer.Shortcomings(planned.Request, created))
        {
            await call.ErrorAsync(error, planned.Source).ConfigureAwait(false);
        }
    }

    private static async Task ReportNotSentAsync(IEnumerable<PlannedRequest> rest, NocException error, ICall call)
    {
        foreach (PlannedRequest planned in rest)
        {
            NocException notSent = new(error.Kind, $"The ticket request for {planned.Request} was not sent, because an earlier one failed: {error.Message}")
            {
                SafeToRetry = true,
                TicketRequest = planned.Request,
            };
            await call.ErrorAsync(notSent, planned.Source).ConfigureAwait(false);
        }
    }
}
