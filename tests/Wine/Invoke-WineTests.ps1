<#
.SYNOPSIS
Runs the tests and the cmdlets on .NET for Windows, under Wine.
.DESCRIPTION
The tests are published for win-x64 with the runtime that they need, and run class by class, some to a process. Wine crashes or hangs now and then, and its
sockets lose one answer of thousands: what fails is told, and its class is run again, once. What fails twice has failed, but for what Wine cannot do, which
skipped.txt names. Before them a script tries the cmdlets, in a PowerShell that is hosted there, against the sandbox, which runs beside Wine.
.PARAMETER Class
The classes whose names are like this.
#>
[CmdletBinding()]
param([string] $Class = '*')

$ErrorActionPreference = 'Stop'
if (-not (Get-Command wine -ErrorAction Ignore)) {
    Write-Warning 'Skipped: there is no wine here. On Debian: apt-get install wine wine64.'
    return
}

$root = (Resolve-Path "$PSScriptRoot/../..").Path
$out = Join-Path $root 'out/wine'
$skipped = Join-Path $PSScriptRoot 'skipped.txt'
$batchSize = 4
$patience = [timespan]::FromMinutes(8)

# Wine's own complaints say nothing of the tests, and it cannot map memory to be written and run as .NET would.
$env:WINEPREFIX = Join-Path $out 'prefix'
$env:WINEDEBUG = '-all'
$env:DOTNET_EnableWriteXorExecute = '0'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with exit code $LASTEXITCODE." }
}

# Lock files are of this system. Z: is where Wine has its root.
function Publish-ForWindows([string] $Project, [string] $Folder) {
    Invoke-DotNet publish "$root/tests/$Project" -c Release -r win-x64 --self-contained -o $Folder -v q "-p:TestedRoot=Z:$root/" '-p:NuGetLockFilePath=obj/wine.lock.json'
}

# Runs a program in Wine, and returns its lines and how it ended.
function Invoke-Wine([string] $Program, [string[]] $Arguments) {
    $start = [Diagnostics.ProcessStartInfo]::new('wine')
    @($Program) + $Arguments | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.WorkingDirectory = $root
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [Diagnostics.Process]::Start($start)
    $null = $process.StandardError.ReadToEndAsync()
    $reading = $process.StandardOutput.ReadToEndAsync()
    $isOver = $process.WaitForExit($patience)
    if (-not $isOver) { $process.Kill($true) }
    [pscustomobject]@{
        Lines    = @($reading.Result -split "`r?`n" | Where-Object { $_ })
        ExitCode = if ($isOver) { $process.ExitCode } else { 'none: it hung' }
    }
}

if (-not (Test-Path "$env:WINEPREFIX/system.reg")) {
    $null = New-Item $out -ItemType Directory -Force
    $null = Invoke-Wine wineboot '-i'
    $null = Invoke-Wine reg 'add', 'HKCU\Software\Wine', '/v', 'Version', '/d', 'win10', '/f'
}

Publish-ForWindows NocExpress.ClassRunner "$out/tests"

# A copy of the module, so that whoever builds meanwhile does not change what is tested.
Remove-Item "$out/module" -Recurse -Force -ErrorAction Ignore
$null = New-Item "$out/module" -ItemType Directory
Copy-Item "$root/NocExpress.psd1", "$root/bin", "$root/deps", "$root/deps-azure", "$root/en-US" "$out/module" -Recurse
$env:NOCEXPRESS_MODULE = "Z:$out/module/NocExpress.psd1"

$runner = "$out/tests/NocExpress.ClassRunner.exe"
$classes = @((Invoke-Wine $runner '--list').Lines | Where-Object { $_ -like $Class })
if (-not $classes) { throw "There are no classes like $Class, or Wine does not run .NET." }
$count = @{ passed = 0; FAILED = 0; skipped = 0 }

# Counts the lines, and shows those of tests that did not pass.
function Add-Result([string[]] $Lines) {
    foreach ($line in $Lines) {
        $outcome = ($line -split ' ', 2)[0]
        if ($count.ContainsKey($outcome)) { $count[$outcome]++ }
        if ($outcome -cne 'passed') { $line }
    }
}

Add-Result (. "$PSScriptRoot/Test-Cmdlet.ps1")
for ($i = 0; $i -lt $classes.Count; $i += $batchSize) {
    $batch = $classes[$i..([Math]::Min($i + $batchSize, $classes.Count) - 1)]
    $run = Invoke-Wine $runner (@("Z:$skipped") + $batch)
    $again = @($batch | Where-Object { $run.ExitCode -notin 0, 1 -or $run.Lines -match "^FAILED $([regex]::Escape($_))\." })
    if ($again) {
        Write-Warning "Wine ended with $($run.ExitCode); these classes are run again: $($again -join ', ')"
        $run.Lines -match '^FAILED' | ForEach-Object { Write-Warning "The first time: $_" }
        Add-Result ($run.Lines | Where-Object { $line = $_; $run.ExitCode -eq 1 -and -not ($again | Where-Object { $line -like "* $_.*" }) })
        $run = Invoke-Wine $runner (@("Z:$skipped") + $again)
    }

    Add-Result $run.Lines
    if ($run.ExitCode -notin 0, 1) {
        Add-Result "FAILED Wine ended with $($run.ExitCode) in $($batch -join ', '), after $(@($run.Lines)[-1])"
    }
}

Remove-Item Env:/NOCEXPRESS_MODULE
"$($count.passed) passed, $($count.FAILED) failed, $($count.skipped) skipped, under $(wine --version 2>$null)."
if ($count.FAILED) { throw 'Tests failed under Wine.' }
