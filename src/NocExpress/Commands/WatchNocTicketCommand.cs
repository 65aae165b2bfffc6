using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Pipeline;

namespace NocExpress.Commands;

/// <summary>Watches tickets, and writes each change of a field as it is seen, until all tickets are resolved.</summary>
/// <remarks>
/// <para>
/// A change tells the ticket, the site, the field, and its value before and after. It is seen at the next look: each ticket is looked at every
/// five minutes (-PollInterval), and one that has just changed a little sooner, by half of the limit at the most. A value that comes and
/// goes between two looks is not seen. LastUpdated by itself is no change.
/// </para>
/// <para>
/// Tickets that are piped in are compared with how they are, so that it tells what has become of them since; numbers by themselves with how
/// they are seen first. Of the answer to a create only what reading brings, too, is compared.
/// </para>
/// <para>
/// It ends when all tickets are resolved at once, after -Timeout, or by Ctrl+C. A resolved ticket is watched as long as another is not, and told
/// when it is opened again. One that was cancelled, or closed as a duplicate, never has a DateResolved: give a -Timeout.
/// </para>
/// <para>
/// A look that fails is tried again when the ticket's turn comes again: a token that ends, a server that is away or slow, or asks to slow
/// down, end nothing. After three in a row there is a warning. It can go on for days: it keeps how each ticket was seen last, and no more.
/// </para>
/// </remarks>
/// <notes>
/// <para>Errors, each of one ticket, while the others are watched further:</para>
/// <list type="bullet">
/// <item>NocRequestRejected: there is no such ticket (404), also where it was deleted meanwhile.</item>
/// <item>NocPermissionDenied: it may not be read (403), also where that is so only since a while.</item>
/// </list>
/// <para>Credentials that are refused (NocAuthenticationFailed) end the command. Ctrl+C and Select-Object -First end it at once.</para>
/// <para>10,000 tickets are followed, too: each is looked at every five and a half hours, at 60 requests a minute.</para>
/// </notes>
/// <example>
/// <summary>Watch the tickets of an outage through the night.</summary>
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
/// $tickets | Watch-NocTicket -Timeout 00:00:02
/// </code>
/// <para>Reads like a log: one line a change. For a night give 08:00:00.</para>
/// </example>
/// <example>
/// <summary>Keep the log as a table.</summary>
/// <code>
/// $tickets | Watch-NocTicket -Timeout 00:00:02 | Export-Csv ./changes.csv
/// </code>
/// <para>Each change is in the file as soon as it is seen.</para>
/// </example>
/// <example>
/// <summary>Write each change as a line of JSON.</summary>
/// <code>
/// $tickets | Watch-NocTicket -Timeout 00:00:02 | ForEach-Object {
///     $_ | Select-Object Id, SiteName, At, Field, Before, After | ConvertTo-Json -Compress
/// }
/// </code>
/// <para>For a webhook, or another program. Without the ticket itself, which has lists of its own.</para>
/// </example>
/// <seealso cref="WaitNocTicketCommand"/>
/// <seealso cref="GetNocTicketCommand"/>
[Cmdlet(VerbsCommon.Watch, "NocTicket", DefaultParameterSetName = "Ticket")]
[OutputType(typeof(NocTicketChange))]
public sealed class WatchNocTicketCommand : FollowingCommand
{
    private protected override bool KeepsFinished => true;

    private protected override async Task<bool> TakeAsync(TicketLook look, PipelinePump pump)
    {
        foreach (NocTicketChange change in look.Changes)
        {
            await pump.EmitAndWaitAsync(change).ConfigureAwait(false);
        }

        return look.Ticket.DateResolved is not null;
    }

    private protected override Task EndAsync(IReadOnlyList<TicketLeft> left, PipelinePump pump) => Task.CompletedTask;
}
