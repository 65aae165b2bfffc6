<#
.SYNOPSIS
Watches the tickets of an outage and posts each change to a webhook.
.DESCRIPTION
Ends when all tickets are resolved, or after -Timeout. Connects by the variables NOCEXPRESS_*. A post that fails is tried three times and then
reported, and the watch goes on; the job fails at its end. What had changed before the start is not posted.
.PARAMETER JournalPath
The journal of the outage, as New-NocTicket -JournalPath has written it.
.PARAMETER WebhookUri
Where each change is posted to, as JSON: id, site, at, field, before, after.
.PARAMETER Timeout
After which time it ends, whatever is left.
.PARAMETER PollInterval
How often each ticket is looked at.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $JournalPath,
    [Parameter(Mandatory)] [uri] $WebhookUri,
    [timespan] $Timeout = '12:00:00',
    [timespan] $PollInterval = '00:05:00'
)

$ErrorActionPreference = 'Stop'
Import-Module NocExpress

# Times as ISO 8601, whatever the culture.
function Get-Text($Value) { if ($Value -is [datetimeoffset]) { $Value.UtcDateTime.ToString('o') } else { "$Value" } }

$failed = 0
Get-NocJournal $JournalPath | Where-Object TicketId |
    Watch-NocTicket -Timeout $Timeout -PollInterval $PollInterval -ErrorAction Continue -ErrorVariable problems |
    ForEach-Object {
        $change = [ordered]@{
            id     = $_.Id
            site   = $_.SiteName
            at     = Get-Text $_.At
            field  = $_.Field
            before = Get-Text $_.Before
            after  = Get-Text $_.After
        }
        foreach ($attempt in 1..3) {
            try {
                # As bytes: Windows PowerShell would send the text in the encoding of another century.
                $body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $change -Compress))
                $null = Invoke-RestMethod $WebhookUri -Method Post -ContentType 'application/json; charset=utf-8' -Body $body -TimeoutSec 30
                "Posted: $($change.id) $($change.field) $($change.before) -> $($change.after)"
                break
            }
            catch {
                if ($attempt -lt 3) { Start-Sleep -Seconds $attempt; continue }
                $failed++
                Write-Error "The change of ticket $($change.id) was not posted: $($_.Exception.Message)" -ErrorAction Continue
            }
        }
    }

if ($failed + $problems.Count) {
    throw "$failed change(s) were not posted, and $($problems.Count) ticket(s) could not be watched: see the errors above."
}
