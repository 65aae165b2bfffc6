using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>
/// Opens NOC tickets (<c>POST /api/v1/noc/tickets/external</c>), after everything was checked. A request whose answer was lost is never sent again.
/// </summary>
/// <remarks>
/// <para>
/// It collects the whole input, checks all of it, asks, and only then sends: one bad item known beforehand opens no ticket at all, and all that
/// is wrong with all items is reported. Checked are every field, every file, and whether the server offers the issue for the type and subtype.
/// </para>
/// <para>
/// The input is configurations from <see cref="GetNocConfigurationCommand"/>, or rows whose columns are named like the parameters,
/// or as the API names its fields. A column that looks misspelt is warned of. PowerShell asks for no parameter; where an item lacks one whose
/// text says "Required", that is NocValidationFailed.
/// </para>
/// <para>
/// A parameter that is given holds for all items, and what is not given is read from the row. The row in turn goes before a default of
/// $PSDefaultParameterValues. A warning tells where they contradict each other. A parameter that is given and empty, such as by a variable that
/// was never set, is NocValidationFailed; an empty cell of a row is not.
/// </para>
/// <para>
/// Items of one site that differ in nothing but their configurations and files become one request and one ticket. With <see cref="MultiSite"/> many
/// sites share a request, and every site still gets a ticket of its own.
/// </para>
/// <para>
/// The tickets come out in the order of the input. The first request goes alone, and then up to <see cref="ThrottledCommand.ThrottleLimit"/> are under
/// way at once.
/// </para>
/// <para>
/// Quote a macnum that begins with zeros, also in a table made in a script: without quotes it is a number to PowerShell, which drops the zeros.
/// Import-Csv reads text and keeps them.
/// </para>
/// </remarks>
/// <notes>
/// <para>Errors of single items do not end the command:</para>
/// <list>
/// <item>NocValidationFailed: found before anything was sent. Nothing was.</item>
/// <item>NocRequestRejected: the server refused the request (400 and other 4xx); ServerErrors has all that it said.</item>
/// <item>
/// NocOutcomeUnknown: the request went out and its answer never came or cannot be read, or has no ticket for a site. The tickets may exist.
/// Look
/// for them in Granite360 by the error's SentAt, Sites and CustomerTicketNumber; the error's target is their input. With a journal
/// Resolve-NocJournalEntry takes what you find.
/// </item>
/// <item>NocAttachmentNotStored: the ticket exists and came out; the file does not, and is the error's target.</item>
/// <item>NocJournalStale: the journal has the circuit's ticket from longer ago than -JournalMaxAge. Nothing was sent for it.</item>
/// <item>NocJournalInUse, NocJournalCorrupt, NocJournalFailed: the journal; they end the command.</item>
/// </list>
/// <para>
/// A request is sent again only where the server cannot have acted on it: no connection was made, the token was refused (401), or the server
/// refused it as one too many (429).
/// </para>
/// <para>
/// Three requests in a row without a known outcome end the command, and so do a connection that is dead, and any error or warning where
/// -ErrorAction or -WarningAction is Stop. The error that ends the command has in its exception's Opened the tickets that it had opened, in
/// Sites all that it speaks of, and as its target the input that was not sent or was refused: that can be piped back as it is. What is not
/// known is in the target only where nothing else is left, and is settled first.
/// </para>
/// <para>
/// Ctrl+C, and a pipeline that has seen enough, end it at once. Requests that are under way are seen to their end in the background, while
/// the process
/// lives: their tickets are in the journal, and in what Get-NocJournal shows without a path.
/// </para>
/// </notes>
/// <seealso cref="GetNocJournalCommand"/>
/// <seealso cref="ResolveNocJournalEntryCommand"/>
/// <seealso cref="GetNocConfigurationCommand"/>
/// <seealso cref="GetNocIssueCommand"/>
/// <seealso cref="GetNocTicketCommand"/>
/// <seealso cref="NewNocContactCommand"/>
[Cmdlet(VerbsCommon.New, "NocTicket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = SiteSet,
    HelpUri = "https://dev.dx.granitemsp.com/g360/nocexpress/create-ticket")]
[OutputType(typeof(NocTicket), typeof(NocTicketRequest))]
public sealed partial class NewNocTicketCommand : ThrottledCommand
{
    private const string SiteSet = "Site";
    private const string MultiSiteSet = "MultiSite";

    private const int MostMessages = 10;

    private static readonly TimeSpan _leastAge = TimeSpan.FromMinutes(1);

    private readonly List<TicketItem> _items = [];
    private TicketItemReader? _reader;
    private Precedence? _precedence;
    private TableColumns? _columns;
    private string? _journalPath;
    private NocMultiSiteKind? _multiSite;

    /// <summary>Checks what holds for all items, and prepares the reading of them.</summary>
    protected override void BeginProcessing()
    {
        RefuseEmpty();
        if (JournalPath is not null && JournalName is not null)
        {
            End(new NocException(NocErrorKind.ValidationFailed, "-JournalPath and -JournalName exclude each other: a journal lies in a file, or in the connection's table. Nothing was sent."));
        }

        RefuseWithoutJournal(nameof(RetryUnknown), RetryUnknown);
        RefuseWithoutJournal(nameof(JournalMaxAge), MyInvocation.BoundParameters.ContainsKey(nameof(JournalMaxAge)));
        if (JournalMaxAge < _leastAge)
        {
            End(new NocException(
                NocErrorKind.ValidationFailed,
                $"-JournalMaxAge {JournalMaxAge:c} is less than a minute: a number by itself is one of ticks, of which a second has ten million. "
                + "Give days as 30.00:00:00, which is thirty days, and hours as 12:00:00. Nothing was sent."), JournalMaxAge);
        }

        _multiSite = ParameterSetName == MultiSiteSet ? ReadMultiSite() : null;
        _journalPath = FullPath("-JournalPath", JournalPath);
        GivenParameters given = new(this);
        _precedence = new Precedence(given);
        _columns = new TableColumns(
            ColumnParameters(nameof(AutomaticEmailContact), nameof(AutomaticEmailCc), nameof(TechnicianDispatchApproved), nameof(GrantedTenantMacnum)), given.Contains);
        _reader = new TicketItemReader(given, _precedence, _columns, new AttachmentResolver(SessionState.Path));
        Connect();
    }

    /// <summary>Collects the items.</summary>
    protected override void ProcessRecord()
    {
        bool isGiven = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Configuration));
        foreach (object? input in Configuration ?? [null])
        {
            WarnOfColumns(_columns!, input);
            _items.Add(_reader!.Read(_items.Count + 1, input, isGiven, MyInvocation.ExpectingInput, this, OtherOwnerOf(input)));
        }
    }

    /// <summary>Checks, asks and sends.</summary>
    protected override void EndProcessing()
    {
        if (_items.Count == 0)
        {
            return;
        }

        foreach (string contradiction in _precedence!.Contradictions)
        {
            WriteWarning(contradiction);
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

    private void RefuseWithoutJournal(string parameter, bool isGiven)
    {
        if (isGiven && JournalPath is null && JournalName is null)
        {
            End(new NocException(NocErrorKind.ValidationFailed, $"-{parameter} is about what is in a journal. Give the journal by -JournalPath or -JournalName, or leave it out. Nothing was sent."));
        }
    }

    private NocMultiSiteKind ReadMultiSite()
    {
        string[] kinds = Enum.GetNames(typeof(NocMultiSiteKind));
        string? kind = kinds.FirstOrDefault(name => string.Equals(name, MultiSite.Trim(), StringComparison.OrdinalIgnoreCase));
        if (kind is null)
        {
            End(new NocException(NocErrorKind.ValidationFailed, $"-MultiSite '{MultiSite}' is not a kind of request for several sites. Give one of: {string.Join(", ", kinds)}."), MultiSite);
        }

        return (NocMultiSiteKind)Enum.Parse(typeof(NocMultiSiteKind), kind);
    }

    private void ReportViolations(ITicketPlan plan)
    {
        if (plan.ValidationErrors.Count > 1 && EndsByErrors)
        {
            // The first error would be the only one that the user sees.
            string more = plan.ValidationErrors.Count > MostMessages ? $"\n{plan.ValidationErrors.Count - MostMessages} more are wrong. Without -ErrorAction Stop all are reported." : "";
            ReportInvalid(string.Join("\n", plan.ValidationErrors.Take(MostMessages).Select(violation => violation.Message)) + more, Sources(_items));
        }

        foreach (TicketValidationError violation in plan.ValidationErrors)
        {
            ReportInvalid(violation.Message, Sources(violation.Items));
        }
    }

    /// <summary>Whether the user's preference makes an end of any error.</summary>
    internal bool EndsByErrors => EndsBy("ErrorAction", "ErrorActionPreference");

    /// <summary>Whether it makes one of any warning.</summary>
    internal bool EndsByWarnings => EndsBy("WarningAction", "WarningPreference");

    private bool EndsBy(string parameter, string variable) =>
        LanguagePrimitives.TryConvertTo(
            MyInvocation.BoundParameters.TryGetValue(parameter, out object? given) ? given : GetVariableValue(variable),
            out ActionPreference preference)
        && preference == ActionPreference.Stop;

    private void Open(ITicketPlan plan)
    {
        if (Preview)
        {
            WriteObject(plan.Steps.Select(step => step.Request).Where(request => request is not null), enumerateCollection: true);
            return;
        }

        Say(plan.JournalSummary);
        ITicketStep[] approved = [.. plan.Steps.SelectMany(step => step.Request is null || IsApproved(step.Request) ? [step] : step.Between)];
        Say(plan.Totals);
        if (!IsWhatIf())
        {
            new TicketRun(this, plan, approved).Take();
        }
    }

    /// <summary>Says under <c>-WhatIf</c> what the run would come to, and else says it to who wants to know.</summary>
    private void Say(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (IsWhatIf())
        {
            ShouldProcess(line, line, "Open NOC ticket");
        }
        else
        {
            WriteVerbose(line);
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
        JournalName = JournalName,
        JournalMaxAge = JournalMaxAge,
        RetryUnknown = RetryUnknown,
        SendsNothing = Preview || IsWhatIf(),
        GrantedTenantMacnum = tenant,
    };

    private static object? Sources(IReadOnlyList<TicketItem> items) =>
        items is [var only] ? only.Source : items.Select(item => item.Source).ToArray();
}
