namespace NocExpress.Commands;

/// <content>The examples of the help. They follow one another: the first makes what the others use.</content>
/// <example>
/// <summary>Open a ticket for each site of a search.</summary>
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
/// $circuits | New-NocTicket @outage -CustomerTicketNumber INC0042
/// </code>
/// <para>
/// The configurations bring macnum, type and subtype. A customer ticket number is what a ticket can be found by if its answer is lost. The
/// other examples use $outage and $circuits too.
/// </para>
/// </example>
/// <example>
/// <summary>See what would be opened.</summary>
/// <code>
/// $circuits | New-NocTicket @outage -WhatIf
/// </code>
/// <para>Checks everything, with the server too, and says site, issue and files of each ticket in a line. Nothing is sent.</para>
/// </example>
/// <example>
/// <summary>See what would be sent.</summary>
/// <code>
/// $circuits | New-NocTicket @outage -Preview | ForEach-Object Parts | Format-Table Name, Value
/// </code>
/// <para>Shows the fields of each request as they would go out. Nothing is sent.</para>
/// </example>
/// <example>
/// <summary>Report an outage of many sites in one request.</summary>
/// <code>
/// $sites = Get-NocSite | Where-Object Macnum
/// $sites | Get-NocConfiguration -Service Broadband | New-NocTicket @outage -MultiSite Outage
/// </code>
/// <para>Up to 100 sites share a request (-SitesPerRequest), and a ticket comes out for every site.</para>
/// </example>
/// <example>
/// <summary>Attach files.</summary>
/// <code>
/// $circuits[0] | New-NocTicket @outage -Attachment ./*.pdf
/// $circuits[1] | New-NocTicket @outage -LiteralAttachment (Get-ChildItem ./floor-plan.pdf)
/// </code>
/// <para>By a wildcard, and as Get-ChildItem found them. Files are checked before anything is sent, and sent as they were checked.</para>
/// </example>
/// <example>
/// <summary>Open tickets from a table.</summary>
/// <code>
/// Import-Csv ./outage.csv | New-NocTicket @outage
/// </code>
/// <para>
/// The columns are named like the parameters: Macnum, ConfigurationId, TypeName, SubtypeName, CustomerTicketNumber. What is the same for all rows
/// is given once.
/// </para>
/// </example>
/// <example>
/// <summary>Name further contacts.</summary>
/// <code>
/// $contact = New-NocContact -Type 'Technical contact' -Name 'Field services' -Number '+1 612-555-0199'
/// $guard = @{ Type = 'Other'; Name = 'Guard'; Number = '612-555-0188' }
/// $circuits[0] | New-NocTicket @outage -AdditionalContact $contact, $guard
/// </code>
/// <para>From New-NocContact, or as hashtables with the same keys.</para>
/// </example>
/// <example>
/// <summary>Approve a technician, and copy e-mails to others.</summary>
/// <code>
/// $notify = @{ AutomaticEmailContact = $true; AutomaticEmailCcAddress = 'ops@example.com', 'it@example.com' }
/// $circuits[0] | New-NocTicket @outage @notify -TechnicianDispatchApproved
/// </code>
/// <para>Switches that are not given are not sent; -TechnicianDispatchApproved:$false is sent as false.</para>
/// </example>
/// <example>
/// <summary>Make a run repeatable.</summary>
/// <code>
/// $run = @{ CustomerTicketNumber = 'INC0045'; JournalPath = './INC0045.jsonl' }
/// $circuits | New-NocTicket @outage @run
/// $circuits | New-NocTicket @outage @run
/// </code>
/// <para>The second run sends nothing: the tickets that the journal recorded come out again. So after a crash the same command goes on.</para>
/// </example>
/// <example>
/// <summary>The run was interrupted: see how far it came, and go on.</summary>
/// <code>
/// Get-NocJournal ./INC0045.jsonl | Group-Object State -NoElement
/// $circuits | New-NocTicket @outage @run
/// </code>
/// <para>
/// The same command with the same journal sends what is left, whether Ctrl+C, a crash or a dead connection ended the run. What is unknown a
/// person looks up first, and <see cref="ResolveNocJournalEntryCommand"/> takes the answer.
/// </para>
/// </example>
/// <example>
/// <summary>Send again what was lost.</summary>
/// <code>
/// $circuits | New-NocTicket @outage @run -RetryUnknown
/// </code>
/// <para>
/// Only after somebody made sure that none of the unknown tickets exists. It holds for all circuits of the input that the journal has as
/// unknown; Resolve-NocJournalEntry settles them one by one. What has its ticket is not sent again.
/// </para>
/// </example>
/// <example>
/// <summary>Read the errors.</summary>
/// <code>
/// $tickets = $circuits | New-NocTicket @outage -ErrorVariable problems -ErrorAction SilentlyContinue
/// $problems | Format-Table FullyQualifiedErrorId, TargetObject
/// $problems.Exception | Where-Object Kind -eq OutcomeUnknown | Select-Object SentAt, Sites, CustomerTicketNumber
/// </code>
/// <para>The target is the item of the input. Of a request whose outcome is unknown the exception has what its tickets can be looked for by.</para>
/// </example>
/// <example>
/// <summary>Two failed: try again those that certainly have no ticket.</summary>
/// <code>
/// $problems | Where-Object { $_.Exception.SafeToRetry } | ForEach-Object TargetObject | New-NocTicket @outage
/// $problems | Where-Object { -not $_.Exception.SafeToRetry } | ForEach-Object { $_.Exception.Message }
/// </code>
/// <para>
/// After what is wrong was mended. The others may have a ticket: their messages say what to look for. With a journal the same command does all
/// of this.
/// </para>
/// </example>
public sealed partial class NewNocTicketCommand;
