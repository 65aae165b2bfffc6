using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Pipeline;
using NocExpress.Text;

namespace NocExpress.Commands;

/// <summary>Waits until tickets are resolved, or changed, and writes each as soon as it is.</summary>
/// <remarks>
/// <para>
/// Each ticket is looked at every five minutes (-PollInterval), by half of the limit at the most, and other requests go first: what opens
/// tickets meanwhile hardly notices. What takes long is told in progress: how many are left, how often each is looked at, and when next.
/// </para>
/// <para>
/// A ticket is resolved that has a DateResolved. One that was cancelled, or closed as a duplicate, never gets one, and its status may have any
/// name: give a -Timeout, and look at what is left. One that is opened again after it came out is not waited for any more.
/// </para>
/// <para>
/// A look that fails is tried again when the ticket's turn comes again: a token that ends, a server that is away or slow, or asks to slow
/// down, end nothing. After three in a row there is a warning.
/// </para>
/// </remarks>
/// <notes>
/// <para>Errors, each of one ticket, while the others are waited for further:</para>
/// <list type="bullet">
/// <item>NocWaitTimedOut: the time is up. The error's target is the ticket as it was seen last: pipe it on to go on waiting.</item>
/// <item>NocRequestRejected: there is no such ticket (404), also where it was deleted meanwhile.</item>
/// <item>NocPermissionDenied: it may not be read (403), also where that is so only since a while.</item>
/// </list>
/// <para>Credentials that are refused (NocAuthenticationFailed) end the command. Ctrl+C and Select-Object -First end it at once.</para>
/// </notes>
/// <example>
/// <summary>Wait for the tickets of an outage.</summary>
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
/// $tickets | Wait-NocTicket -Timeout 00:00:02 -ErrorVariable late -ErrorAction SilentlyContinue
/// </code>
/// <para>Each comes out as soon as it is resolved. What is not in time is an error of its own. For a night give 08:00:00.</para>
/// </example>
/// <example>
/// <summary>Wait for the tickets of a journal, in another session.</summary>
/// <code>
/// Get-NocJournal ./INC0048.jsonl | Wait-NocTicket -Timeout 00:00:02 -ErrorVariable late -ErrorAction SilentlyContinue
/// </code>
/// <para>TicketId binds by its name. Entries without a ticket are counted in a warning.</para>
/// </example>
/// <example>
/// <summary>See what is left in the morning.</summary>
/// <code>
/// $resolved = $tickets | Wait-NocTicket -Timeout 00:00:02 -ErrorVariable late -ErrorAction SilentlyContinue
/// $late.TargetObject | Group-Object StatusName -NoElement
/// </code>
/// <para>The errors hold the tickets as they were seen last. Pipe those on to go on waiting.</para>
/// </example>
/// <example>
/// <summary>Wait for the first of many that changes.</summary>
/// <code>
/// $tickets | Wait-NocTicket -Until Changed -PollInterval 00:01:00 -Timeout 00:00:02 -ErrorAction SilentlyContinue | Select-Object -First 1
/// </code>
/// <para>Compared with how the tickets were piped in; numbers by themselves, with how they are seen first.</para>
/// </example>
/// <seealso cref="WatchNocTicketCommand"/>
/// <seealso cref="GetNocTicketCommand"/>
[Cmdlet(VerbsLifecycle.Wait, "NocTicket", DefaultParameterSetName = "Ticket")]
[OutputType(typeof(NocTicket))]
public sealed class WaitNocTicketCommand : FollowingCommand
{
    /// <summary>
    /// What is waited for: <c>Resolved</c>, or <c>Changed</c>: any field but LastUpdated is other than in the ticket that was piped in; of a number
    /// by itself, than at the first look.
    /// </summary>
    [Parameter]
    public NocWaitCondition Until { get; set; }

    private protected override bool KeepsFinished => false;

    private protected override async Task<bool> TakeAsync(TicketLook look, PipelinePump pump)
    {
        if (Until == NocWaitCondition.Changed ? look.Changes.Count == 0 : look.Ticket.DateResolved is null)
        {
            return false;
        }

        await pump.EmitAndWaitAsync(look.Ticket).ConfigureAwait(false);
        return true;
    }

    private protected override async Task EndAsync(IReadOnlyList<TicketLeft> left, PipelinePump pump)
    {
        foreach (TicketLeft ticket in left)
        {
            await pump.ErrorAsync(new NocException(NocErrorKind.WaitTimedOut, Message(ticket), ticket.Problem), (object?)ticket.Last ?? ticket.Id).ConfigureAwait(false);
        }
    }

    private string Message(TicketLeft ticket)
    {
        string site = ticket.Last?.SiteName is { } name ? $" ({TerminalText.Line(name)})" : "";
        string state = ticket.Last is { } last ? $"its status is {TerminalText.Quoted(last.Status)}, last updated {last.LastUpdated:u}." : "no look at it has succeeded.";
        string problem = ticket.Problem is { } failed ? $" The last look failed: {failed.Message}" : "";
        return $"Ticket {ticket.Id}{site} was not {(Until == NocWaitCondition.Changed ? "changed" : "resolved")} within {Timeout:c}: {state}{problem}";
    }
}
