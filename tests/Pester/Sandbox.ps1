# What the test files share: the module, a sandbox that the environment points at, and a look at what the sandbox received.

# NOCEXPRESS_MODULE names the manifest of another copy of the module, such as the packed one.
$manifest = if ($env:NOCEXPRESS_MODULE) { $env:NOCEXPRESS_MODULE } else { (Resolve-Path "$PSScriptRoot/../../NocExpress.psd1").Path }

# This PowerShell, to start another of: as a .NET tool it is a library that dotnet runs.
$shell = if ($PSVersionTable.PSEdition -eq 'Desktop') { "$PSHOME/powershell.exe" } else { (Get-Item "$PSHOME/pwsh", "$PSHOME/pwsh.exe" -ErrorAction Ignore | Select-Object -First 1).FullName }
$shellArguments = @()
if (-not $shell) {
    $shell = 'dotnet'
    $shellArguments = @("$PSHOME/pwsh.dll")
}

# What a ticket needs besides its configurations.
$common = @{
    IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'
    ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'
    LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100'
}

# A port of this machine that nobody listens at.
function Get-FreePort {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

# Starts the sandbox on a free port, waits until it answers, and points the environment at it. Of several configurations the one built last is meant.
function Start-Sandbox([string[]] $Arguments = @('--requests-per-minute', '10000')) {
    $port = Get-FreePort
    $program = Get-Item "$PSScriptRoot/../../src/NocExpress.Sandbox/bin/*/net10.0/NocExpress.Sandbox.dll" -ErrorAction Ignore |
        Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $program) { throw 'There is no sandbox yet: run dotnet build.' }
    $process = Start-Process dotnet -ArgumentList (@("""$program""", '--port', $port) + $Arguments) -PassThru -RedirectStandardOutput ([IO.Path]::GetTempFileName())
    $base = "http://127.0.0.1:$port/"
    for ($try = 0; $try -lt 400; $try++) {
        try {
            $null = Invoke-RestMethod "$base`_sandbox/behaviour"
            break
        }
        catch {
            Start-Sleep -Milliseconds 50
        }
    }

    $env:NOCEXPRESS_BASE_URI = $base
    $env:NOCEXPRESS_TOKEN_URI = "${base}oauth2/sandbox/v1/token"
    $env:NOCEXPRESS_CLIENT_ID = 'sandbox-client'
    $env:NOCEXPRESS_CLIENT_SECRET = 'sandbox-secret'
    $process
}

# Starts a sandbox, imports the module and connects.
function Start-ConnectedSandbox {
    $process = Start-Sandbox
    Import-Module $manifest
    Connect-NocExpress -RequestsPerMinute 10000
    $process
}

function Stop-Sandbox($Process) {
    # Where the module was only used in other shells, there is no such command here.
    if (Get-Module NocExpress) { Disconnect-NocExpress -ErrorAction Ignore }
    if ($PSVersionTable.PSEdition -eq 'Desktop') { & taskkill /pid $Process.Id /t /f | Out-Null } else { $Process.Kill($true) }
    # NOCEXPRESS_MODULE says which module the whole suite tests.
    Get-ChildItem Env:NOCEXPRESS_* | Where-Object Name -ne NOCEXPRESS_MODULE | Remove-Item
}

function Get-Circuit {
    Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband
}

function Invoke-Sandbox([string] $Path, [string] $Method = 'Get', $Body) {
    $request = @{ Uri = "$env:NOCEXPRESS_BASE_URI`_sandbox/$Path"; Method = $Method }
    if ($Body) {
        $request += @{ ContentType = 'application/json'; Body = $Body | ConvertTo-Json }
    }

    Invoke-RestMethod @request | ForEach-Object { $_ }
}

# The requests for tickets that the sandbox has received since Clear-Request.
function Get-CreateRequest {
    Invoke-Sandbox requests | Where-Object { $_.method -eq 'POST' -and $_.path -like '*tickets/external' }
}

function Clear-Request {
    $null = Invoke-Sandbox requests Delete
}

function Add-Fault([hashtable] $Fault) {
    $null = Invoke-Sandbox faults Post $Fault
}

function Clear-Fault {
    $null = Invoke-Sandbox faults Delete
}

# Runs a script in a pwsh of its own that finds its connection in the environment, and returns its lines, errors included.
function Invoke-OtherProcess([string] $Script) {
    & $shell @shellArguments -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command "Import-Module '$manifest'; $Script" 2>&1
}

# Starts Azurite, the emulator of Azure Table Storage, on a free port, and installs it by its lock file where it is missing. Nothing where there is no Node.js.
function Start-Azurite {
    $tests = Resolve-Path "$PSScriptRoot/.."
    if (-not (Get-Command node, npm -ErrorAction Ignore | Select-Object -Skip 1)) { return }
    $program = "$tests/Azurite/obj/node_modules/azurite/dist/src/table/main.js"
    if (-not (Test-Path $program)) {
        $null = New-Item "$tests/Azurite/obj" -ItemType Directory -Force
        Copy-Item "$tests/Azurite/package*.json" "$tests/Azurite/obj"
        $null = & npm ci --prefix "$tests/Azurite/obj" --ignore-scripts --no-audit --no-fund 2>&1
    }

    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()
    $folder = Join-Path ([IO.Path]::GetTempPath()) "noc-azurite-$([guid]::NewGuid())"
    $arguments = """$program""", '--tableHost', '127.0.0.1', '--tablePort', $port, '--location', """$folder""", '--silent', '--skipApiVersionCheck', '--disableTelemetry'
    $process = Start-Process node -ArgumentList $arguments -PassThru -RedirectStandardOutput ([IO.Path]::GetTempFileName())
    for ($try = 0; $try -lt 400; $try++) {
        try {
            [Net.Sockets.TcpClient]::new('127.0.0.1', $port).Dispose()
            break
        }
        catch {
            Start-Sleep -Milliseconds 50
        }
    }

    # The emulator's account and key are the same everywhere, and no secret.
    $end = [datetime]::UtcNow.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [cultureinfo]::InvariantCulture)
    $signed = 'devstoreaccount1', 'rwdlacu', 't', 'sco', '', $end, '', '', '2019-02-02', '' -join "`n"
    $hmac = [Security.Cryptography.HMACSHA256]::new([Convert]::FromBase64String('Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='))
    $signature = [uri]::EscapeDataString([Convert]::ToBase64String($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($signed))))
    $query = "sv=2019-02-02&ss=t&srt=sco&sp=rwdlacu&se=$([uri]::EscapeDataString($end))&sig=$signature"
    [pscustomobject]@{
        Process = $process
        Folder  = $folder
        Table   = [uri]"http://127.0.0.1:$port/devstoreaccount1/noc"
        Query   = $query
        Sas     = [Net.NetworkCredential]::new('', $query).SecurePassword
    }
}

function Stop-Azurite($Azurite) {
    if ($Azurite) {
        $Azurite.Process.Kill()
        $Azurite.Process.WaitForExit()
        Remove-Item $Azurite.Folder -Recurse -Force -ErrorAction Ignore
    }
}
