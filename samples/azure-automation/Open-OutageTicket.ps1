<#
.SYNOPSIS
An Azure Automation runbook that opens a ticket for every broadband circuit of the sites that match a text.
.DESCRIPTION
May be stopped and started again at any time with the same parameters: what the journal knows is not sent twice. README.md beside this file says
what the Automation account must hold, and where the journal lies, which must outlive the job.
.PARAMETER Incident
Your number of the outage. It becomes the customer ticket number, and the name of the journal, so that each outage has one of its own.
.PARAMETER Search
Which sites are down, as for Get-NocSite.
.PARAMETER StorageUri
An Azure table for the journal and the limit, such as https://ACCOUNT.table.core.windows.net/noc, which the managed identity may use: for jobs in
the cloud, and for several at once.
.PARAMETER JournalFolder
In place of a table, a folder that outlives the job: on the Hybrid Runbook Worker's disk, or on a file share that it mounts.
.PARAMETER VaultName
A Key Vault that the managed identity may read, with the secrets NocExpress-ClientId and NocExpress-ClientSecret. Without it, the client id and
secret come from the credential asset NocExpress.
#>
[CmdletBinding(DefaultParameterSetName = 'Folder')]
param(
    [Parameter(Mandatory)] [ValidatePattern('^[A-Za-z0-9_-]+$')] [string] $Incident,
    [Parameter(Mandatory)] [string] $Search,
    [Parameter(Mandatory, ParameterSetName = 'Table')] [uri] $StorageUri,
    [Parameter(Mandatory, ParameterSetName = 'Folder')] [string] $JournalFolder,
    [string] $VaultName
)

# What goes wrong before the first ticket ends the job as failed.
$ErrorActionPreference = 'Stop'
Import-Module NocExpress

if ($JournalFolder -and -not (Test-Path -LiteralPath $JournalFolder -PathType Container)) {
    throw "There is no folder '$JournalFolder'. Without the journal of an earlier run nobody knows which tickets exist."
}

if ($VaultName) {
    $null = Connect-AzAccount -Identity
    $credential = [pscredential]::new(
        (Get-AzKeyVaultSecret -VaultName $VaultName -Name NocExpress-ClientId -AsPlainText),
        (Get-AzKeyVaultSecret -VaultName $VaultName -Name NocExpress-ClientSecret).SecretValue)
}
else {
    $credential = Get-AutomationPSCredential -Name NocExpress
}

$noc = @{
    BaseUri    = Get-AutomationVariable -Name NocExpress-BaseUri
    TokenUri   = Get-AutomationVariable -Name NocExpress-TokenUri
    Credential = $credential
}
if ($StorageUri) {
    $noc.StorageUri = $StorageUri
    $journal = @{ JournalName = $Incident }
}
else {
    $journal = @{ JournalPath = Join-Path $JournalFolder "$Incident.jsonl" }
}
Connect-NocExpress @noc

$outage = @{
    IssueName            = 'Circuit Down'
    MaintenanceWindow    = 'Anytime'
    AccessHours          = '8am-5pm CT'
    ContactName          = 'NOC desk'
    ContactEmailAddress  = 'noc@example.com'
    LocalContactName     = 'Store manager'
    LocalContactNumber   = '(612) 555-0100'
    CustomerTicketNumber = $Incident
}

# One ticket that fails does not keep the others from being opened; the job fails when all have been tried.
Get-NocSite -Search $Search | Where-Object Macnum | Get-NocConfiguration -Service Broadband |
    New-NocTicket @outage @journal -Confirm:$false -ErrorAction Continue -ErrorVariable problems

if ($problems) {
    throw "$($problems.Count) problem(s), each of them in the job's errors. The first: $($problems[0])"
}
