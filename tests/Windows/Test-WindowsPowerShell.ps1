<#
.SYNOPSIS
Tries the module where it has never been tried: in Windows PowerShell 5.1, in some minutes.
.DESCRIPTION
It needs the packed module and the sandbox's program, and nothing else: it imports, connects, creates with a file, meets a server that begins an answer and
then says nothing, rests, and tries proxies and paths. It writes an object for each check, and whether it held. It runs in PowerShell 7, too.

It uses nothing but the language, .NET and the module, so that it also runs in an engine that is hosted without PowerShell's own modules.
.PARAMETER Module
The manifest of the module, by its full path; or NocExpress, where it is installed.
.PARAMETER Sandbox
The sandbox's program: NocExpress.Sandbox.exe, or its .dll, which dotnet runs. It is started and ended.
.PARAMETER BaseUri
A sandbox that runs already, in place of that.
.EXAMPLE
./Test-WindowsPowerShell.ps1 -Module C:\modules\NocExpress\NocExpress.psd1 -Sandbox C:\sandbox\NocExpress.Sandbox.exe | Format-Table -Wrap
#>
[CmdletBinding()]
param(
    [string] $Module = 'NocExpress',
    [string] $Sandbox,
    [string] $BaseUri
)

$ErrorActionPreference = 'Stop'
$isFramework = [Environment]::Version.Major -le 4
$onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
$folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), "nocexpress-$PID")
$failures = [Collections.Generic.List[string]]::new()

# Runs a check, which throws where something does not hold, and writes what came of it.
function Test-Claim([string] $Claim, [scriptblock] $Check, [bool] $Applies = $true) {
    $held = 'yes'
    $detail = ''
    $watch = [Diagnostics.Stopwatch]::StartNew()
    if (-not $Applies) {
        $held = 'skipped'
    }
    else {
        try {
            $null = & $Check
        }
        catch {
            $held = 'NO'
            $detail = "$_"
            $failures.Add($Claim)
        }
    }

    [pscustomobject]@{ Claim = $Claim; Held = $held; Seconds = [Math]::Round($watch.Elapsed.TotalSeconds, 1); Detail = $detail }
}

function Assert-True([bool] $Condition, [string] $Problem) {
    if (-not $Condition) { throw $Problem }
}

# Runs a command that must fail, with an id that begins so.
function Assert-Fails([string] $Id, [scriptblock] $Command) {
    try {
        $null = & $Command
    }
    catch {
        Assert-True $_.FullyQualifiedErrorId.StartsWith($Id) "It failed by $($_.FullyQualifiedErrorId), and not by ${Id}: $_"
        return
    }

    throw "It did not fail by $Id."
}

function Invoke-Control([string] $Method, [string] $Path, [string] $Json) {
    $client = [Net.WebClient]::new()
    $client.Headers['Content-Type'] = 'application/json'
    $client.UploadString("${BaseUri}_sandbox/$Path", $Method, $Json)
}

function Get-Control([string] $Path) { [Net.WebClient]::new().DownloadString("${BaseUri}_sandbox/$Path") }

function Connect-Sandbox([hashtable] $More = @{}) {
    Connect-NocExpress -BaseUri $BaseUri -TokenUri "${BaseUri}oauth2/sandbox/v1/token" -Credential $credential -RequestsPerMinute 10000 -MaximumRetryCount 0 @More
}

# A server that gives each request the beginning of a list, and then nothing; in a runspace of its own.
function Start-SilentServer {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $server = [powershell]::Create().AddScript({
            param($listener)
            $kept = [Collections.Generic.List[object]]::new()
            $buffer = [byte[]]::new(16384)
            $head = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nContent-Length: 100000`r`n`r`n[")
            while ($true) {
                $client = $listener.AcceptTcpClient()
                $kept.Add($client)
                $stream = $client.GetStream()
                $null = $stream.Read($buffer, 0, $buffer.Length)
                $stream.Write($head, 0, $head.Length)
            }
        }).AddArgument($listener)
    $null = $server.BeginInvoke()
    [pscustomobject]@{ Uri = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/"; Listener = $listener; Shell = $server }
}

function Stop-SilentServer($Server) {
    $Server.Listener.Stop()
    $null = $Server.Shell.BeginStop($null, $null)
}

$process = $null
try {
    $null = [IO.Directory]::CreateDirectory($folder)
    if (-not $BaseUri) {
        Assert-True ([bool] $Sandbox) 'Name the sandbox by -Sandbox, or by -BaseUri where it runs.'
        $start = [Diagnostics.ProcessStartInfo]::new()
        $isLibrary = $Sandbox.EndsWith('.dll')
        $start.FileName = if ($isLibrary) { 'dotnet' } else { $Sandbox }
        $start.Arguments = $(if ($isLibrary) { "`"$Sandbox`" " } else { '' }) + '--port 0 --requests-per-minute 0'
        $start.UseShellExecute = $false
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        while (-not $BaseUri) {
            $line = $process.StandardOutput.ReadLine()
            Assert-True ($null -ne $line) 'The sandbox did not start.'
            if ($line -match "NOCEXPRESS_BASE_URI = '(.*)'") { $BaseUri = $Matches[1] }
        }
    }

    $null = Invoke-Control POST reset ''
    $credential = [pscredential]::new('sandbox-client', [Net.NetworkCredential]::new('', 'sandbox-secret').SecurePassword)
    $common = @{
        IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'
        ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'
        LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100'
    }
    $file = [IO.Path]::Combine($folder, 'Plan.pdf')
    [IO.File]::WriteAllBytes($file, [Text.Encoding]::ASCII.GetBytes('%PDF-1.4' + ('x' * 300000)))

    Test-Claim 'The module is imported' {
        Import-Module $Module
        Assert-True ((Get-Command -Module NocExpress).Count -gt 10) 'It exports too little.'
    }
    Test-Claim 'It connects' { Connect-Sandbox }
    Test-Claim 'It lists sites and circuits' {
        Assert-True (@(Get-NocSite).Count -eq 12) "There are $(@(Get-NocSite).Count) sites."
        $script:circuits = @(Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband)
        Assert-True ($circuits.Count -gt 0) 'There are no circuits.'
    }
    Test-Claim 'It creates a ticket with a file, and not again by its journal' {
        $journal = [IO.Path]::Combine($folder, 'run.jsonl')
        $first = @($circuits[0] | New-NocTicket @common -Attachment $file -JournalPath $journal)
        $second = @($circuits[0] | New-NocTicket @common -Attachment $file -JournalPath $journal)
        Assert-True ($first.Count -eq 1 -and $first[0].Id -eq $second[0].Id) "First $($first.Id), and then $($second.Id)."
        Assert-True ((Get-Control requests) -notmatch '100-continue') 'It asked by Expect: 100-continue.'
    }
    Test-Claim 'A file that is written in other capitals is sent once' -Applies $onWindows {
        $ticket = $circuits[0] | New-NocTicket @common -Attachment $file, $file.ToUpperInvariant() -Preview
        Assert-True (@($ticket.Attachments).Count -eq 1) "There are $(@($ticket.Attachments).Count) files."
    }
    Test-Claim 'A create whose answer is lost is not sent again' {
        $null = Invoke-Control DELETE requests ''
        $null = Invoke-Control POST faults '{ "path": "tickets/external", "when": "after", "cut": true, "times": 1 }'
        Assert-Fails NocOutcomeUnknown { $circuits[0] | New-NocTicket @common -ErrorAction Stop }
        Assert-True ([regex]::Matches((Get-Control requests), '"/api/v1/noc/tickets/external"').Count -eq 1) 'It was sent more than once.'
    }

    $silent = Start-SilentServer
    Test-Claim 'A list that stops coming ends with -TimeoutSec' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Connect-NocExpress -BaseUri $silent.Uri -TokenUri "${BaseUri}oauth2/sandbox/v1/token" -Credential $credential -TimeoutSec 5 -MaximumRetryCount 0
        Assert-Fails NocTimeout { Get-NocSite -ErrorAction Stop }
        Assert-True ($watch.Elapsed.TotalSeconds -lt 60) "It took $($watch.Elapsed)."
    }
    Test-Claim 'A list that stops coming ends with Ctrl+C' {
        $shell = [powershell]::Create().AddScript({
                param($module, $base, $token, $credential)
                Import-Module $module
                Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -TimeoutSec 600
                Get-NocSite
            }).AddArgument($Module).AddArgument($silent.Uri).AddArgument("${BaseUri}oauth2/sandbox/v1/token").AddArgument($credential)
        $null = $shell.BeginInvoke()
        [Threading.Thread]::Sleep(4000)
        $stopping = $shell.BeginStop($null, $null)
        Assert-True $stopping.AsyncWaitHandle.WaitOne(60000) 'It goes on a minute after it was told to stop.'
    }
    Stop-SilentServer $silent

    Test-Claim 'Lists that nobody reads on do not stop another request' {
        Connect-Sandbox
        $null = Invoke-Control PUT behaviour '{ "siteCount": 30000 }'
        $open = @(0)
        $nested = {
            # At the first row of each of three lists the next is asked for, and in the end something else.
            if ($open[0]++ -lt 2) { Get-NocSite | ForEach-Object -Begin { $isFirst = $true } -Process { if ($isFirst) { $isFirst = $false; . $nested } } }
            elseif ($open[0] -eq 3) { Get-NocConfiguration -Macnum $circuits[0].Macnum }
        }
        $isFirst = $true
        $null = Get-NocSite | ForEach-Object { if ($isFirst) { $isFirst = $false; & $nested } }
        Assert-True ($open[0] -eq 3) "Only $($open[0]) lists were open at once."
        $null = Invoke-Control PUT behaviour '{ "siteCount": null }'
    }
    Test-Claim '-NoProxy works' {
        Connect-Sandbox @{ NoProxy = $true }
        Assert-True (@(Get-NocSite).Count -gt 0) 'There are no sites.'
    }
    Test-Claim 'A proxy that does not answer is named' {
        Assert-Fails NocConnectionFailed { Connect-Sandbox @{ Proxy = 'http://127.0.0.1:9'; TimeoutSec = 10 } }
    }
    Test-Claim 'A proxy that .NET Framework does not know is refused by name' -Applies $isFramework {
        Assert-Fails NocValidationFailed { Connect-Sandbox @{ Proxy = 'socks5://127.0.0.1:1080' } }
    }
    Test-Claim 'Settings of a server hold after ten seconds of rest' -Applies $isFramework {
        Connect-Sandbox
        $null = Get-NocSite
        [Threading.Thread]::Sleep(10000)
        $null = Get-NocSite
        $server = [Net.ServicePointManager]::FindServicePoint([uri] $BaseUri)
        Assert-True ($server.MaxIdleTime -eq 3000 -and -not $server.Expect100Continue) "MaxIdleTime is $($server.MaxIdleTime), Expect100Continue $($server.Expect100Continue)."
    }
    foreach ($path in 'C:run.jsonl', '\run.jsonl', 'NUL', "$folder\run.jsonl:s", "\\?\$folder\run.jsonl", "$folder\a|b.jsonl") {
        Test-Claim "As a shared file of the limit '$path' is refused" -Applies $onWindows {
            $env:NOCEXPRESS_PACING_PATH = $path
            try { Assert-Fails NocValidationFailed { Connect-Sandbox } } finally { $env:NOCEXPRESS_PACING_PATH = $null }
        }
    }
}
finally {
    if ($process) { $process.Kill() }
    [IO.Directory]::Delete($folder, $true)
}

if ($failures.Count) { throw "These did not hold: $($failures -join '; ')." }
