<#
.SYNOPSIS
Runs the client for .NET Framework on Mono, against the sandbox.
.DESCRIPTION
It loads as it does in Windows PowerShell, by the module's own loader, first by itself and then where another module's resolver of assemblies is there
before. Mono sends by a SocketsHttpHandler of its own, and not by .NET Framework's HttpWebRequest: what holds here of stalled answers and of connections
need not hold there. What Mono lacks is skipped by name.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
if (-not (Get-Command mono -ErrorAction Ignore)) {
    Write-Warning 'Skipped: there is no mono here. On Debian: apt-get install mono-devel.'
    return
}

. "$PSScriptRoot/../Pester/Sandbox.ps1"
$program = Get-Item "$PSScriptRoot/../NocExpress.ClientTests/bin/*/net472/NocExpress.ClientTests.exe" |
    Sort-Object LastWriteTime | Select-Object -Last 1
$sandbox = Start-Sandbox -Arguments '--requests-per-minute', 0
try {
    foreach ($arguments in @(), @('foreign')) {
        & mono $program.FullName @arguments
        if ($LASTEXITCODE -ne 0) {
            throw 'The tests on Mono failed.'
        }
    }
}
finally {
    Stop-Sandbox $sandbox
}
