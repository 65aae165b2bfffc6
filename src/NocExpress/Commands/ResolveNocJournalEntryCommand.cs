using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Loading;
using NocExpress.Models;
using NocExpress.Pipeline;

namespace NocExpress.Commands;

/// <summary>Says what was found out of an entry of a journal whose outcome is unknown: its ticket, or that it has none.</summary>
/// <remarks>
/// <para>
/// Look first: in Granite360, for tickets of the site with the issue and the customer ticket number, entered since the entry's SentAt. With
/// -TicketId the ticket is read from the server, and refused where it is of another site or issue; from then on it is the recorded one. With
/// entries of several sites it has to name each of them: a number is that of one ticket. With -NotOpened the next run of New-NocTicket with
/// the journal opens it.
/// </para>
/// <para>It is one more line in the journal, with who has said it and when; what was there before stays readable.</para>
/// </remarks>
/// <example>
/// <summary>Say that there is no ticket.</summary>
/// <code>
/// $outage = @{
///     IssueName           = 'Circuit Down'
///     MaintenanceWindow   = 'Anytime'
///     AccessHours         = '8am-5pm CT'
///     ContactName         = 'NOC desk'
///     ContactEmailAddress = 'noc@example.com'
///     LocalContactName    = 'Store manager'
///     LocalContactNumber  = '(612) 555-0100'
/// }
/// $circuits = Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband
/// $tickets = $circuits | New-NocTicket @outage -JournalPath ./INC0048.jsonl
/// Get-NocJournal ./INC0048.jsonl | Where-Object State -eq Unknown | Resolve-NocJournalEntry -NotOpened
/// </code>
/// <para>For all that is unknown in the journal, once you have looked for each. It asks; -Confirm:$false does not.</para>
/// </example>
/// <example>
/// <summary>Say which ticket it is.</summary>
/// <code>
/// $unknown = Get-NocJournal ./INC0048.jsonl | Where-Object { $_.State -eq 'Unknown' -and $_.Macnum -eq '02145678' }
/// $unknown | Resolve-NocJournalEntry -TicketId 8100001
/// </code>
/// <para>The ticket is read from the server first, so that a slip of the keyboard does not become the record.</para>
/// </example>
/// <seealso cref="GetNocJournalCommand"/>
/// <seealso cref="NewNocTicketCommand"/>
[Cmdlet(VerbsDiagnostic.Resolve, "NocJournalEntry", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = TicketSet)]
[OutputType(typeof(NocJournalEntry))]
public sealed class ResolveNocJournalEntryCommand : ConnectedCommand
{
    private const string TicketSet = "Ticket";
    private const string NotOpenedSet = "NotOpened";

    private readonly List<(NocJournalEntry Entry, FoundTicket? Found)> _meant = [];

    /// <summary>The entries, from <c>Get-NocJournal</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public NocJournalEntry[] Entry { get; set; } = [];

    /// <summary>The number of the ticket that was found.</summary>
    [Parameter(ParameterSetName = TicketSet, Mandatory = true)]
    [TicketId]
    [ValidateRange(1, long.MaxValue)]
    public long TicketId { get; set; }

    /// <summary>There is no ticket: the next run opens it.</summary>
    [Parameter(ParameterSetName = NotOpenedSet, Mandatory = true)]
    public SwitchParameter NotOpened { get; set; }

    /// <summary>Take the ticket though it is of another site or issue, and change an entry that is not unknown.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Return the entries as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Takes the connection, where a ticket is to be read.</summary>
    protected override void BeginProcessing()
    {
        RefuseEmpty();
        if (ParameterSetName == TicketSet)
        {
            Connect();
        }
        else if (!NotOpened)
        {
            End(new NocException(NocErrorKind.ValidationFailed, "-NotOpened:$false says nothing. Give the ticket by -TicketId, or -NotOpened. Nothing was recorded."));
        }
    }

    /// <summary>Reads the ticket.</summary>
    protected override void ProcessRecord()
    {
        foreach (NocJournalEntry entry in Entry)
        {
            FoundTicket? found = null;
            if (CanChange(entry) && (NotOpened || (found = Find(entry)) is not null))
            {
                _meant.Add((entry, found));
            }
        }
    }

    /// <summary>Asks, and records it.</summary>
    protected override void EndProcessing()
    {
        RefuseSeveralTickets();
        string deed = NotOpened ? "Record that no ticket was opened" : $"Record ticket {TicketId}";
        NocJournalEntry[] approved = [.. _meant.Select(meant => meant.Entry).Where(entry => ShouldProcess(entry.ToString(), deed))];
        NocJournalEntry[] inFiles = [.. approved.Where(entry => entry.StorageUri is null)];
        NocJournalEntry[] inTables = [.. approved.Where(entry => entry.StorageUri is not null)];
        FoundTicket? found = _meant.Count == 0 ? null : _meant[0].Found;
        if (inFiles.Length > 0)
        {
            Run(Target(inFiles), async pump => await EmitAsync(
                await ClientLoader.CreateJournals().SettleAsync(inFiles, found, Force, pump).ConfigureAwait(false), pump).ConfigureAwait(false));
        }

        if (inTables.Length > 0)
        {
            Call(Target(inTables), async (client, _, pump) =>
                await EmitAsync(await client.SharedJournals.SettleAsync(inTables, found, Force, pump).ConfigureAwait(false), pump).ConfigureAwait(false));
        }
    }

    /// <remarks>A number is that of one ticket: whoever gives it for several may have looked up one of them.</remarks>
    private void RefuseSeveralTickets()
    {
        int tickets = _meant.Select(meant => TicketOf(meant.Entry)).Distinct().Count();
        if (NotOpened || Force || tickets <= 1)
        {
            return;
        }

        ILookup<object, object> ofSite = _meant.Select(meant => (Site: SiteOf(meant.Entry), Ticket: TicketOf(meant.Entry))).Distinct().ToLookup(one => one.Site, one => one.Ticket);
        _meant.RemoveAll(meant =>
        {
            bool isOneOfSeveral = ofSite[SiteOf(meant.Entry)].Count() > 1;
            if (!isOneOfSeveral && meant.Found!.NamesSite)
            {
                return false;
            }

            string why = isOneOfSeveral ? "can be only one of those of this site" : "does not say whose it is";
            ReportInvalid(
                $"Ticket {TicketId} is not recorded for {meant.Entry}: the entries that were given are of {tickets} tickets, and it {why}. Give the entries of that one ticket alone; -Force takes it for all.",
                meant.Entry);
            return true;
        });
    }

    private static object SiteOf(NocJournalEntry entry) => (entry.BaseUri, entry.GrantedTenantMacnum, entry.Macnum);

    /// <summary>What the configurations of a site have in common that share a ticket.</summary>
    private static object TicketOf(NocJournalEntry entry) => (SiteOf(entry), entry.TypeName, entry.SubtypeName, entry.IssueName, entry.CustomerTicketNumber);

    private static object Target(NocJournalEntry[] entries) => entries.Length == 1 ? entries[0] : entries;

    private async Task EmitAsync(IReadOnlyList<NocJournalEntry> settled, PipelinePump pump)
    {
        foreach (NocJournalEntry entry in settled)
        {
            if (PassThru)
            {
                await pump.EmitAsync(entry).ConfigureAwait(false);
            }
        }
    }

    private bool CanChange(NocJournalEntry entry)
    {
        if (entry.State != NocJournalState.Unknown && !Force)
        {
            ReportInvalid($"The entry is not unknown, and stays as it is: {entry}. -Force changes it.", entry);
            return false;
        }

        if (entry.StorageUri is { } table)
        {
            Connect();
            if (Connected.StorageUri != table)
            {
                string other = Connected.StorageUri is { } uri ? $"the table {uri}" : "none";
                ReportInvalid($"The entry is in the table {table}, and the connection has {other}. Connect with -StorageUri {table}.", entry);
                return false;
            }
        }

        return true;
    }

    private FoundTicket? Find(NocJournalEntry entry)
    {
        FoundTicket? found = null;
        Call(entry, async (client, _, pump) => found = await client.FindTicketAsync(entry, TicketId, pump).ConfigureAwait(false));
        if (found is { Contradiction: { } contradiction } && !Force)
        {
            ReportInvalid($"Ticket {TicketId} {contradiction}, and is not recorded for {entry}. See that the number is right; -Force takes it all the same.", entry);
            return null;
        }

        return found;
    }
}
