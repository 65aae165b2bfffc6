using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Client.Issues;
using NocExpress.Client.Journal;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Checks what is to be reported, groups it into requests, and looks them up in the journal. Sends no ticket.</summary>
internal sealed class TicketPlanner(ClientOptions client, IssuesEndpoint issues, TicketsEndpoint tickets, TimeProvider time)
{
    private const long LargestRequest = 25 * 1024 * 1024;

    public async Task<ITicketPlan> PlanAsync(IReadOnlyList<TicketItem> items, TicketPlanOptions options, ICallContext call)
    {
        FileTimeout patience = new(client.Timeout, time, call.CancellationToken);
        AttachmentFiles files = new(patience);
        TicketJournal? journal = null;
        TicketPlan? plan = null;
        try
        {
            ValidationErrors errors = new();
            List<TicketDraft> drafts = await CheckAsync(items, options, files, errors, call).ConfigureAwait(false);
            IReadOnlyList<PlannedRequest> planned = TicketGrouping.Group(drafts, options, errors);
            if (errors.Any)
            {
                return plan = new TicketPlan(tickets, options, files, null, errors.ToList(), []);
            }

            WarnOfLargeOnes(planned, call);
            await WarnOfOtherKindsAsync(planned, patience, call).ConfigureAwait(false);
            if (options.JournalPath is { } path)
            {
                journal = TicketJournal.Open(path, readOnly: options.SendsNothing);
                planned = await LookUpAsync(planned, journal, patience).ConfigureAwait(false);
            }

            return plan = new TicketPlan(tickets, options, files, journal, [], planned);
        }
        catch (IOException fault)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            throw new NocException(NocErrorKind.ValidationFailed, $"Nothing was sent: {fault.Message.TrimEnd('.')}.", fault);
        }
        finally
        {
            if (plan is null)
            {
                files.Dispose();
                journal?.Dispose();
            }
        }
    }

    private async Task<List<TicketDraft>> CheckAsync(
        IReadOnlyList<TicketItem> items, TicketPlanOptions options, AttachmentFiles files, ValidationErrors errors, ICallContext call)
    {
        TicketRules rules = new(options, files, errors);
        List<TicketDraft> drafts = [];
        foreach (TicketItem item in items)
        {
            if (await rules.CheckAsync(item).ConfigureAwait(false) is { } draft)
            {
                drafts.Add(draft);
            }
        }

        if (!options.SkipIssueCheck)
        {
            IssueCheck check = new(issues, errors, call);
            foreach (TicketDraft draft in drafts)
            {
                await check.CheckAsync(draft).ConfigureAwait(false);
            }
        }

        return drafts;
    }

    private async Task<IReadOnlyList<PlannedRequest>> LookUpAsync(IReadOnlyList<PlannedRequest> planned, TicketJournal journal, FileTimeout patience)
    {
        List<PlannedRequest> found = [];
        foreach (PlannedRequest plan in planned)
        {
            string key = await RequestKey.OfAsync(plan.Request, plan.Files, client.BaseUri, patience).ConfigureAwait(false);
            found.Add(plan with { Entry = new JournalEntry(journal, key, plan.Request, time) });
        }

        return found;
    }

    private static async Task WarnOfOtherKindsAsync(IReadOnlyList<PlannedRequest> planned, FileTimeout patience, ICallContext call)
    {
        foreach (UploadFile file in planned.SelectMany(plan => plan.Files).Distinct())
        {
            byte[] head = await file.HeadAsync(FileKind.HeadLength, patience).ConfigureAwait(false);
            if (FileKind.Contradiction(Path.GetExtension(file.Attachment.Name), head) is { } kind)
            {
                call.Warning($"The file '{file.Attachment.Path}' is no {Path.GetExtension(file.Attachment.Name)} by its content, but {kind}. It is sent as it is.");
            }
        }
    }

    private static void WarnOfLargeOnes(IReadOnlyList<PlannedRequest> planned, ICallContext call)
    {
        (NocTicketRequest Request, long Length)[] large =
            [.. planned.Select(plan => (plan.Request, Length: plan.Request.Parts.Sum(part => part.Length))).Where(plan => plan.Length > LargestRequest)];
        if (large.Length > 0)
        {
            string others = large.Length > 1 ? $", and {large.Length - 1} more are as large" : "";
            call.Warning(
                $"The ticket request for {large[0].Request} has {large[0].Length} bytes{others}. "
                + "Each file is within the documented 25 MB, but the server may count them together.");
        }
    }
}
