using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Issues;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Client.Tickets;

/// <summary>The checked requests of one <c>New-NocTicket</c>, with their files open until all are sent.</summary>
internal sealed class TicketPlan : ITicketPlan
{
    private const long LargestRequest = 25 * 1024 * 1024;

    private readonly TicketsEndpoint _tickets;
    private readonly AttachmentFiles _files;
    private readonly IReadOnlyList<PlannedRequest> _planned;

    private TicketPlan(TicketsEndpoint tickets, AttachmentFiles files, Violations violations, IReadOnlyList<PlannedRequest> planned)
    {
        _tickets = tickets;
        _files = files;
        Violations = violations.ToList();
        _planned = violations.Any ? [] : planned;
        Requests = [.. _planned.Select(plan => plan.Request)];
    }

    public IReadOnlyList<TicketViolation> Violations { get; }

    public IReadOnlyList<NocTicketRequest> Requests { get; }

    public static async Task<TicketPlan> MakeAsync(
        IReadOnlyList<TicketItem> items, TicketPlanOptions options, IssuesEndpoint issues, TicketsEndpoint tickets, ICall call)
    {
        AttachmentFiles files = new();
        try
        {
            Violations violations = new();
            TicketRules rules = new(options, files, violations);
            List<TicketDraft> drafts = [.. items.Select(rules.Check).Where(draft => draft is not null).Select(draft => draft!)];
            if (!options.SkipIssueCheck)
            {
                IssueCheck check = new(issues, violations, call);
                for (int i = 0; i < drafts.Count; i++)
                {
                    drafts[i] = await check.CheckAsync(drafts[i]).ConfigureAwait(false);
                }
            }

            TicketPlan plan = new(tickets, files, violations, TicketGrouping.Group(drafts, options, violations));
            WarnOfLargeOnes(plan.Requests, call);
            return plan;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public async Task CreateAsync(IReadOnlyList<NocTicketRequest> requests, Func<NocTicket, Task> emit, ICall call)
    {
        PlannedRequest[] planned = [.. _planned.Where(plan => requests.Contains(plan.Request))];
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
                    await ReportNotSentAsync(planned.Skip(i + 1), error, call).ConfigureAwait(false);
                    throw;
                }

                await call.ErrorAsync(error, planned[i].Source).ConfigureAwait(false);
            }
        }

        call.Progress("Opening NOC tickets", "Done", 100);
    }

    public void Dispose() => _files.Dispose();

    private async Task CreateAsync(PlannedRequest planned, Func<NocTicket, Task> emit, ICall call)
    {
        IReadOnlyList<NocTicket> tickets = await _tickets.CreateAsync(planned.Request, planned.Files, call).ConfigureAwait(false);
        foreach (NocTicket ticket in tickets)
        {
            await emit(ticket).ConfigureAwait(false);
        }

        foreach (NocException error in CreatedAnswer.Shortcomings(planned.Request, tickets))
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

    private static void WarnOfLargeOnes(IReadOnlyList<NocTicketRequest> requests, ICall call)
    {
        foreach (NocTicketRequest request in requests)
        {
            long length = request.Parts.Sum(part => part.Length);
            if (length > LargestRequest)
            {
                call.Warning($"The ticket request for {request} has {length} bytes. Each file is within the documented 25 MB, but the server may count them together.");
            }
        }
    }
}
