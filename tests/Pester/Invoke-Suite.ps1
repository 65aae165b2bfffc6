<#
.SYNOPSIS
Runs the Pester suite, or some files of it, in this PowerShell.
.PARAMETER PesterModule
The manifest of the Pester that runs it.
.PARAMETER Path
The files to run; all of them by default.
.PARAMETER ResultPath
A file for the results of the tests, as JSON. Without it Pester's own output tells of them, and one that failed is an error.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $PesterModule,

    [string[]] $Path = $PSScriptRoot,

    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
Import-Module $PesterModule
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Run.Throw = -not $ResultPath
$configuration.Output.Verbosity = if ($ResultPath) { 'None' } else { 'Detailed' }
$run = Invoke-Pester -Configuration $configuration

if ($ResultPath) {
    # What fails outside of a test stands beside the tests: a file that cannot be read, or a block's BeforeAll or AfterAll.
    $results = foreach ($part in @($run.Tests) + @($run.FailedBlocks) + @($run.FailedContainers)) {
        if ($part.Result -ne 'NotRun') {
            @{
                Name    = if ($part.ExpandedPath) { $part.ExpandedPath } else { "$part" }
                Result  = "$($part.Result)"
                Seconds = $part.Duration.TotalSeconds
                Message = ($part.ErrorRecord | Out-String).Trim()
            }
        }
    }
    ConvertTo-Json @($results) | Set-Content $ResultPath -Encoding utf8
}
