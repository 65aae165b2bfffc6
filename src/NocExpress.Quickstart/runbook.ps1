# Opens tickets for the sites in Minneapolis whose broadband is down, and one request for all sites at once.
# Out-Default shows each step by itself, as the prompt does. Connects from the environment: NOCEXPRESS_BASE_URI, NOCEXPRESS_TOKEN_URI, NOCEXPRESS_CLIENT_ID, NOCEXPRESS_CLIENT_SECRET.
$ErrorActionPreference = 'Stop'

$outage = @{
    IssueName           = 'Circuit Down'
    MaintenanceWindow   = 'Anytime'
    AccessHours         = '8am-5pm CT'
    ContactName         = 'NOC desk'
    ContactEmailAddress = 'noc@example.com'
    LocalContactName    = 'Store manager'
    LocalContactNumber  = '(612) 555-0100'
}

'1. Connect' | Out-Default
Connect-NocExpress -PassThru | Out-Default

'2. Find the sites' | Out-Default
$sites = Get-NocSite -Search 'Minneapolis'
$sites | Out-Default

'3. List what is installed there' | Out-Default
$circuits = $sites | Get-NocConfiguration -Service 'Broadband'
$circuits | Out-Default

'4. List the issues that tickets can be opened for' | Out-Default
$circuits | Get-NocIssue | Out-Default

'5. Preview the first request, part by part: nothing is sent' | Out-Default
$requests = @($circuits | New-NocTicket @outage -Attachment "$PSScriptRoot/floor-plan.pdf" -Preview)
$requests[0].Parts | Out-Default

'6. Open a ticket for one site, with a file' | Out-Default
$ticket = $circuits[0] | New-NocTicket @outage -Attachment "$PSScriptRoot/floor-plan.pdf" -CustomerTicketNumber 'INC0042'
$ticket | Out-Default

'7. Open tickets for all sites that have an account number, in one request' | Out-Default
$reachable = Get-NocSite | Where-Object Macnum
$tickets = $reachable | Get-NocConfiguration -Service 'Broadband' | New-NocTicket @outage -MultiSite Outage
$tickets | Out-Default

'8. Read one back' | Out-Default
$again = $ticket | Get-NocTicket
$again | Out-Default

if ($again.Id -ne $ticket.Id -or $ticket.Attachments[0].Status -ne 'success' -or $tickets.Count -ne $reachable.Count) {
    throw 'The tickets are not what was asked for.'
}

"Done: $($tickets.Count + 1) tickets." | Out-Default
