using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Client.Issues;
using NocExpress.Client.Journal;
using NocExpress.Client.Sharing;
using NocExpress.Client.Tickets.Sending;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Checks what is to be reported, groups it into requests, and looks them up in the journal. Sends no ticket.</summary>
internal sealed class TicketPlanner(ClientOptions client, IssuesEndpoint issues, TicketSender sender, TimeProvider time, ISharedStorage? storage = null)
{
    private const long LargestRequest = 25 * 1024 * 1024;

    public async Task<ITicketPlan> PlanAsync(IReadOnlyList<TicketItem> items, TicketPlanOptions options, ICallContext call)
    {
        FileTimeout patience = new(client.Timeout, time, call.CancellationToken);
        AttachmentFiles files = new(patience);
        IJournalStore? journal = null;
        TicketPlan? plan = null;
        try
        {
            ValidationErrors errors = new();
            List<TicketDraft> drafts = await CheckAsync(items, options, files, errors, call).ConfigureAwait(false);
            IReadOnlyList<TicketGroup> groups = TicketGrouping.Group(drafts, options, client.ListEncoding, errors);
            if (errors.Any)
            {
                return plan = new TicketPlan { Files = files, ValidationErrors = errors.ToList() };
            }

            await WarnOfOtherKindsAsync(groups, patience, call).ConfigureAwait(false);
            string server = client.BaseUri.GetLeftPart(UriPartial.Path).TrimEnd('/');
            IReadOnlyList<TicketUnit> units = TicketGrouping.Units(drafts, groups, server, call);
            string? summary = null;
            OtherRuns? others = null;
            journal = await OpenAsync(options, call).ConfigureAwait(false);
            if (journal is not null)
            {
                JournalLookup lookup = new(journal, new JournalRules(options.RetryUnknown, options.JournalMaxAge), patience);
                others = new OtherRuns(journal, lookup, time);
                summary = await JournalFailure.RethrowAsync(journal.Place, () => lookup.FindAsync(units, call)).ConfigureAwait(false);
            }

            RequestsUnderWay underWay = new();
            RunRemarks remarks = new();
            IReadOnlyList<ITicketStep> steps = await new TicketSteps(options, sender, journal, others, underWay, remarks, patience).MakeAsync(units).ConfigureAwait(false);
            NocTicketRequest[] requests = [.. steps.OfType<RequestStep>().Select(step => step.Request)];
            LikelyLimits.Warn(requests, call);
            WarnOfLargeOnes(requests, call);
            return plan = new TicketPlan
            {
                Files = files,
                Journal = journal,
                Steps = steps,
                JournalSummary = summary,
                Totals = Totals(units, steps),
                UnderWay = underWay,
                RunRemarks = remarks,
            };
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

    private async Task<IJournalStore?> OpenAsync(TicketPlanOptions options, ICallContext call)
    {
        if (options.JournalPath is { } path)
        {
            return options.SendsNothing ? FileJournal.OpenToRead(path, time) : await OpenJournals.OpenAsync(path, time, call).ConfigureAwait(false);
        }

        return options.JournalName is { } name
            ? await (storage ?? throw SharedJournals.NoTable("-JournalName")).OpenAsync(name, !options.SendsNothing, call.CancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>What the run comes to, in a line.</summary>
    private string Totals(IReadOnlyList<TicketUnit> units, IReadOnlyList<ITicketStep> steps)
    {
        RequestStep[] requests = [.. steps.OfType<RequestStep>()];
        int minutes = requests.Length / client.RequestsPerMinute;
        string others = $"{units.Count(unit => unit.Verdict == Verdict.Recorded)} circuits recorded, {units.Count(unit => unit.Verdict == Verdict.Unknown)} unknown, "
            + $"{units.Count(unit => unit.Verdict == Verdict.Stale)} opened long ago";
        return $"In all: {requests.Sum(step => step.Request.Sites.Length)} tickets to open in {requests.Length} requests; {others}; "
            + $"{(minutes == 0 ? "less than a minute" : $"{minutes} min or more")} at {client.RequestsPerMinute} requests a minute.";
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

    private static async Task WarnOfOtherKindsAsync(IReadOnlyList<TicketGroup> groups, FileTimeout patience, ICallContext call)
    {
        foreach (UploadFile file in groups.SelectMany(group => group.Files).Distinct())
        {
            byte[] head = await file.HeadAsync(FileKind.HeadLength, patience).ConfigureAwait(false);
            if (FileKind.Contradiction(Path.GetExtension(file.Attachment.Name), head) is { } kind)
            {
                call.Warning($"The file '{file.Attachment.Path}' is no {Path.GetExtension(file.Attachment.Name)} by its content, but {kind}. It is sent as it is.");
            }
        }
    }

    private static void WarnOfLargeOnes(IReadOnlyList<NocTicketRequest> requests, ICallContext call)
    {
        (NocTicketRequest Request, long Length)[] large =
            [.. requests.Select(request => (request, Length: request.Parts.Sum(part => part.Length))).Where(request => request.Length > LargestRequest)];
        if (large.Length > 0)
        {
            string others = large.Length > 1 ? $", and {large.Length - 1} more are as large" : "";
            call.Warning(
                $"The ticket request for {large[0].Request} has {large[0].Length} bytes{others}. "
                + "Each file is within the documented 25 MB, but the server may count them together.");
        }
    }
}
