using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Client.Issues;
using NocExpress.Client.Tickets.Journal;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Client.Tickets;

/// <summary>Checks what is to be reported, groups it into requests, and looks them up in the journal. Sends no ticket.</summary>
internal sealed class TicketPlanner(ClientOptions client, IssuesEndpoint issues, TicketsEndpoint tickets, Redactor redactor, TimeProvider time)
{
    private const long LargestRequest = 25 * 1024 * 1024;

    public async Task<ITicketPlan> PlanAsync(IReadOnlyList<TicketItem> items, TicketPlanOptions options, ICall call)
    {
        AttachmentFiles files = new();
        TicketJournal? journal = null;
        try
        {
            Violations violations = new();
            List<TicketDraft> drafts = await CheckAsync(items, options, files, violations, call).ConfigureAwait(false);
            IReadOnlyList<PlannedRequest> planned = TicketGrouping.Group(drafts, options, violations);
            if (violations.Any)
            {
                return new TicketPlan(tickets, options, files, null, redactor, violations.ToList(), []);
            }

            WarnOfLargeOnes(planned, call);
            if (options.JournalPath is { } path)
            {
                journal = TicketJournal.Open(path, readOnly: options.SendsNothing);
                planned = await LookUpAsync(planned, journal, call).ConfigureAwait(false);
            }

            return new TicketPlan(tickets, options, files, journal, redactor, [], planned);
        }
        catch
        {
            files.Dispose();
            journal?.Dispose();
            throw;
        }
    }

    private async Task<List<TicketDraft>> CheckAsync(
        IReadOnlyList<TicketItem> items, TicketPlanOptions options, AttachmentFiles files, Violations violations, ICall call)
    {
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

        return drafts;
    }

    private async Task<IReadOnlyList<PlannedRequest>> LookUpAsync(IReadOnlyList<PlannedRequest> planned, TicketJournal journal, ICall call)
    {
        List<PlannedRequest> found = [];
        foreach (PlannedRequest plan in planned)
        {
            string key = await RequestKey.OfAsync(plan, client.BaseUri, call.Stop).ConfigureAwait(false);
            found.Add(plan with { Entry = new JournalEntry(journal, key, plan.Request, time) });
        }

        return found;
    }

    private static void WarnOfLargeOnes(IReadOnlyList<PlannedRequest> planned, ICall call)
    {
        foreach (NocTicketRequest request in planned.Select(plan => plan.Request))
        {
            long length = request.Parts.Sum(part => part.Length);
            if (length > LargestRequest)
            {
                call.Warning($"The ticket request for {request} has {length} bytes. Each file is within the documented 25 MB, but the server may count them together.");
            }
        }
    }
}
