using System;
using System.Collections.Generic;
using System.Management.Automation;
using NocExpress.Input;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>Reads tickets by their numbers (<c>GET /api/v1/noc/tickets/{ticket_id}</c>).</summary>
/// <remarks>
/// <para>
/// The API offers no list of tickets and no search, so keep the numbers of those that you open. A ticket with a DateResolved has ended; of the
/// names of its states the vendor documents "Open" alone.
/// </para>
/// <para>What the answer leaves out is empty: reading a ticket does not bring all that opening it brought, nor the other way round.</para>
/// </remarks>
/// <notes>
/// <para>A number that the server does not know is NocRequestRejected with the category ObjectNotFound, and the others go on.</para>
/// </notes>
/// <example>
/// <summary>Read tickets that were just opened.</summary>
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
/// $tickets = $circuits | New-NocTicket @outage
/// $tickets | Get-NocTicket
/// </code>
/// <para>Tickets bind by their Id.</para>
/// </example>
/// <example>
/// <summary>Keep the numbers, and see later what is still open.</summary>
/// <code>
/// $tickets | Select-Object Id, SiteName, Summary | Export-Csv ./tickets.csv
/// Import-Csv ./tickets.csv | Get-NocTicket | Where-Object { -not $_.DateResolved }
/// </code>
/// <para>Binds the column Id of the table; up to four tickets are read at once.</para>
/// </example>
/// <example>
/// <summary>Read a ticket by its number.</summary>
/// <code>
/// Get-NocTicket -Id $tickets[0].Id | Format-List
/// </code>
/// <para>Shows one ticket in full.</para>
/// </example>
/// <seealso cref="NewNocTicketCommand"/>
[Cmdlet(VerbsCommon.Get, "NocTicket", HelpUri = "https://dev.dx.granitemsp.com/g360/nocexpress/ticket-details")]
[OutputType(typeof(NocTicket))]
public sealed class GetNocTicketCommand : ThrottledCommand
{
    private const string Activity = "Reading NOC tickets";

    /// <summary>Those for which there was no room yet: so it is known how many there are in all.</summary>
    private readonly Queue<long> _waiting = new();

    private int _count;

    /// <summary>The tickets' numbers (<c>ticket_id</c>), as in the <c>Id</c> of a <see cref="NocTicket"/>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias(nameof(NocJournalEntry.TicketId))]
    [TicketIds]
    [ValidateRange(1, long.MaxValue)]
    public long[] Id { get; set; } = [];

    /// <summary>Asks for as many tickets as there is room for, and writes those that have come.</summary>
    protected override void ProcessRecord()
    {
        Array.ForEach(Id, _waiting.Enqueue);
        _count += Id.Length;
        Calls.WriteAvailable();
        while (_waiting.Count > 0 && Calls.Count < ThrottleLimit)
        {
            Start();
        }

        Calls.WriteAvailable();
    }

    /// <summary>Asks for the others, and tells how far that is.</summary>
    protected override void EndProcessing()
    {
        bool isLong = _waiting.Count > 0;
        while (_waiting.Count > 0)
        {
            TellProgress(Activity, "Ticket", _count - _waiting.Count, _count);
            Start();
            Calls.WriteAvailable();
        }

        base.EndProcessing();
        if (isLong)
        {
            TellProgress(Activity, "Ticket", _count, _count);
        }
    }

    private void Start()
    {
        long id = _waiting.Dequeue();
        Call(Calls, id, async (client, tenant, pump) =>
            await pump.EmitAsync(await client.GetTicketAsync(id, tenant, pump).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
