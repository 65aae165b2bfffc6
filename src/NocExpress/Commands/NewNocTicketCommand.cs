using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>
/// Opens NOC tickets (<c>POST /api/v1/noc/tickets/external</c>). It collects the whole input, checks all of it, asks, and only then sends:
/// one bad item known beforehand opens no ticket at all. Items that differ in nothing but their configurations and files
/// become one request. A request whose answer was lost is never sent again.
/// </summary>
[Cmdlet(VerbsCommon.New, "NocTicket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = SiteSet)]
[OutputType(typeof(NocTicket), typeof(NocTicketRequest))]
public sealed partial class NewNocTicketCommand : ThrottledCommand
{
    private const string SiteSet = "Site";
    private const string MultiSiteSet = "MultiSite";

    private readonly List<TicketItem> _items = [];
    private TicketItemReader? _reader;
    private string? _journalPath;
    private NocMultiSiteKind? _multiSite;

    /// <summary>Checks what holds for all items, and prepares the reading of them.</summary>
    protected override void BeginProcessing()
    {
        if (RetryUnknown && JournalPath is null)
        {
            End(new NocException(NocErrorKind.ValidationFailed, "-RetryUnknown is about requests in a journal. Give the journal by -JournalPath, or leave it out."));
        }

        _multiSite = ParameterSetName == MultiSiteSet ? ReadMultiSite() : null;
        _journalPath = FullPath("-JournalPath", JournalPath);
        _reader = new TicketItemReader(MyInvocation.BoundParameters.Keys, new AttachmentResolver(SessionState.Path));
    }

    /// <summary>Collects the items.</summary>
    protected override void ProcessRecord()
    {
        bool isGiven = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Configuration));
        foreach (object? input in Configuration ?? [null])
        {
            _items.Add(_reader!.Read(_items.Count + 1, input, isGiven, MyInvocation.ExpectingInput, this));
        }
    }

    /// <summary>Checks, asks and sends.</summary>
    protected override void EndProcessing()
    {
        if (_items.Count == 0)
        {
            return;
        }

        ITicketPlan? plan = null;
        try
        {
            Call(Sources(_items), async (client, tenant, pump) =>
                plan = await client.PlanTicketsAsync(_items, PlanOptions(tenant), pump).ConfigureAwait(false));
            if (plan is not null)
            {
                ReportViolations(plan);
                Open(plan);
            }
        }
        finally
        {
            plan?.Dispose();
        }
    }

    private NocMultiSiteKind? ReadMultiSite()
    {
        string[] kinds = Enum.GetNames(typeof(NocMultiSiteKind));
        string? kind = kinds.FirstOrDefault(name => string.Equals(name, MultiSite.Trim(), StringComparison.OrdinalIgnoreCase));
        if (kind is null)
        {
            End(new NocException(NocErrorKind.ValidationFailed, $"-MultiSite '{MultiSite}' is not a kind of request for several sites. Give one of: {string.Join(", ", kinds)}."), MultiSite);
        }

        return (NocMultiSiteKind)Enum.Parse(typeof(NocMultiSiteKind), kind!);
    }

    private void ReportViolations(ITicketPlan plan)
    {
        if (plan.Violations.Count > 1 && ErrorsEndTheRun())
        {
            // The first error would be the only one that the user sees.
            ReportInvalid(string.Join("\n", plan.Violations.Select(violation => violation.Message)), Sources(_items));
        }

        foreach (TicketViolation violation in plan.Violations)
        {
            ReportInvalid(violation.Message, Sources(violation.Items));
        }
    }

    internal bool ErrorsEndTheRun() =>
        LanguagePrimitives.TryConvertTo(
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given) ? given : GetVariableValue("ErrorActionPreference"),
            out ActionPreference preference)
        && preference == ActionPreference.Stop;

    private void Open(ITicketPlan plan)
    {
        if (Preview)
        {
            WriteObject(plan.Requests.Where(plan.IsToBeSent), enumerateCollection: true);
            return;
        }

        NocTicketRequest[] approved = [.. plan.Requests.Where(request => !plan.IsToBeSent(request) || IsApproved(request))];
        if (!IsWhatIf())
        {
            new TicketRun(this, plan).Open(approved);
        }
    }

    /// <summary>Asks once for each request; under <c>-WhatIf</c> there is a line for each ticket that it would open.</summary>
    private bool IsApproved(NocTicketRequest request)
    {
        string[] targets = IsWhatIf() ? [.. request.Tickets()] : [request.ToString()];
        return targets.Count(target => ShouldProcess(target, "Open NOC ticket")) == targets.Length;
    }

    private bool IsWhatIf() => LanguagePrimitives.IsTrue(
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given) ? given : GetVariableValue("WhatIfPreference"));

    private TicketPlanOptions PlanOptions(string? tenant) => new()
    {
        MultiSite = _multiSite,
        SitesPerRequest = SitesPerRequest,
        SkipIssueCheck = SkipIssueCheck,
        JournalPath = _journalPath,
        RetryUnknown = RetryUnknown,
        SendsNothing = Preview || IsWhatIf(),
        GrantedTenantMacnum = tenant,
    };

    private static object? Sources(IReadOnlyList<TicketItem> items) =>
        items is [var only] ? only.Source : items.Select(item => item.Source).ToArray();
}
