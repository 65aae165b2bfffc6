<#
.SYNOPSIS
Opens tickets for as long as it is told to, through a server that limits, a token provider that restarts, and connections that are lost.
.DESCRIPTION
The sandbox stands behind two real nginx. The gateway lets one request a second through, without burst, and answers 429 to any other; the provider
passes on what asks for a token. Every half minute or so the provider is gone for some seconds, or the gateway's worker is killed with all that it
has under way, or the gateway restarts. All the while New-NocTicket opens tickets with a journal. After each run an operator, whom this script plays,
looks up what is unknown in the server's list of tickets, and runs what is left again.

At the end every circuit must be opened in the journal, by the one ticket that the server has for it. Else the soak fails.
.PARAMETER Minutes
How long tickets are opened.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1440)]
    [int] $Minutes = 30
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/../Pester/Sandbox.ps1"
. "$PSScriptRoot/Nginx.ps1"

$nginx = Find-Nginx
$perRun = 100
$folder = New-Item (Join-Path ([IO.Path]::GetTempPath()) "nocexpress-soak-$PID") -ItemType Directory
$journal = Join-Path $folder 'soak.jsonl'

# More sites than can have tickets in that time: every 12th has no account, and not each has a circuit.
$sandbox = Start-Sandbox -Arguments '--sites', (120 * $Minutes + 200), '--requests-per-minute', 0, '--token-lifetime', 120
$behind = $env:NOCEXPRESS_BASE_URI
$gateway = New-Nginx $nginx $folder gateway $behind -LimitsRequests
$provider = New-Nginx $nginx $folder provider $behind
$disturber = $null
try {
    Start-Nginx $gateway
    Start-Nginx $provider

    # A create takes a while: half of them before they are stored, and half after, so that connections are lost in both.
    Add-Fault @{ method = 'POST'; path = 'tickets/external'; when = 'after'; delayMs = 700; every = 2 }
    Add-Fault @{ method = 'POST'; path = 'tickets/external'; when = 'before'; delayMs = 700 }

    Import-Module $manifest
    Connect-NocExpress -BaseUri $gateway.Uri -TokenUri "$($provider.Uri)oauth2/sandbox/v1/token"
    Write-Host "Reading the circuits, and then $Minutes minutes of tickets. The journal and the logs of nginx are in $folder."
    $circuits = @(Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband)
    $begin = Get-Date
    $disturber = Start-Disturbance $gateway $provider
    $taken = 0
    $runs = 0
    $left = @()
    $endings = @()
    $found = @()
    while ($left -or (Get-Date) -lt $begin.AddMinutes($Minutes)) {
        if ((Get-Date) -ge $begin.AddMinutes($Minutes)) { Stop-Job $disturber }
        if (-not $left) {
            $left = @($circuits | Select-Object -Skip $taken -First $perRun)
            $taken += $left.Count
        }

        $runs++
        try {
            $null = $left | New-NocTicket @common -JournalPath $journal -ErrorAction SilentlyContinue -WarningAction SilentlyContinue -ErrorVariable failed
        }
        catch {
            $endings += $_
        }

        # What the operator finds out of what is unknown.
        $tickets = Invoke-Sandbox tickets | Group-Object { $_.configurations[0].id } -AsHashTable
        foreach ($entry in Get-NocJournal $journal | Where-Object State -eq Unknown) {
            $ticket = if ($tickets) { $tickets[$entry.ConfigurationId] }
            $answer = if ($ticket) { @{ TicketId = $ticket[0].id; Force = $true } } else { @{ NotOpened = $true } }
            $entry | Resolve-NocJournalEntry @answer -Confirm:$false
            $found += $entry | Select-Object Macnum, ConfigurationId, @{ Name = 'WasOpened'; Expression = { [bool] $ticket } }
        }

        $opened = Get-NocJournal $journal | Where-Object State -eq Opened | Group-Object ConfigurationId -AsHashTable
        $left = @($left | Where-Object { -not $opened.ContainsKey($_.Id) })
        Write-Host ("{0:mm\:ss}: {1} of {2} circuits opened after {3} runs" -f ((Get-Date) - $begin), $opened.Count, $taken, $runs)
    }

    $took = (Get-Date) - $begin
    Stop-Job $disturber
    $events = Receive-Job $disturber | Group-Object -NoElement
    $tickets = Invoke-Sandbox tickets | Group-Object { $_.configurations[0].id }
    $opened = Get-NocJournal $journal | Where-Object State -eq Opened | Group-Object ConfigurationId -AsHashTable
    $twice = @($tickets | Where-Object Count -gt 1)
    $lost = @($circuits | Select-Object -First $taken | Where-Object { -not $opened.ContainsKey($_.Id) })
    $astray = @($tickets | Where-Object { $_.Group[0].id -ne $opened[[long] $_.Name].TicketId })
    $answers = Get-Content $gateway.Log | Group-Object -NoElement | Sort-Object Count -Descending
    [pscustomobject]@{
        Took = '{0:hh\:mm\:ss}' -f $took
        Circuits = $taken
        Tickets = ($tickets | Measure-Object Count -Sum).Sum
        Twice = $twice.Count
        NotOpened = $lost.Count
        OtherTicketInJournal = $astray.Count
        TicketsAMinute = [Math]::Round($taken / $took.TotalMinutes, 1)
        Runs = $runs
        RunsEndedByAnError = ($endings | Group-Object { $_.FullyQualifiedErrorId.Split(',')[0] } -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" }) -join ', '
        UnknownAndOpened = @($found | Where-Object WasOpened).Count
        UnknownAndNotOpened = @($found | Where-Object { -not $_.WasOpened }).Count
        Disturbances = ($events | ForEach-Object { "$($_.Count) $($_.Name)" }) -join ', '
        AnswersOfTheGateway = ($answers | ForEach-Object { "$($_.Count) $($_.Name)" }) -join ', '
        TokensGivenOut = @(Get-Content $provider.Log | Where-Object { $_ -like '200 *' }).Count
        MemoryInMiB = [Math]::Round([Environment]::WorkingSet / 1MB)
    }

    if ($twice -or $lost -or $astray) {
        throw "Not every circuit has its one ticket: $($twice.Count) twice, $($lost.Count) not opened, $($astray.Count) under another number in the journal. See $folder."
    }
}
finally {
    if ($disturber) { Remove-Job $disturber -Force }
    $gateway, $provider | Where-Object { $_ } | ForEach-Object { Stop-Nginx $_ }
    Stop-Sandbox $sandbox
}

Remove-Item $folder -Recurse
