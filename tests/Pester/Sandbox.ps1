# Starts the built sandbox on a free port, waits until it answers, and points the environment at it.
function Start-Sandbox {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()

    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $arguments = 'run', '--no-build', '--project', "$root/src/NocExpress.Sandbox", '--', '--port', $port, '--requests-per-minute', 10000
    $process = Start-Process dotnet -ArgumentList $arguments -PassThru -RedirectStandardOutput ([IO.Path]::GetTempFileName())
    $base = "http://127.0.0.1:$port/"
    for ($try = 0; $try -lt 100; $try++) {
        try {
            $null = Invoke-RestMethod "$base`_sandbox/behaviour"
            break
        }
        catch {
            Start-Sleep -Milliseconds 200
        }
    }

    $env:NOCEXPRESS_BASE_URI = $base
    $env:NOCEXPRESS_TOKEN_URI = "${base}oauth2/sandbox/v1/token"
    $env:NOCEXPRESS_CLIENT_ID = 'sandbox-client'
    $env:NOCEXPRESS_CLIENT_SECRET = 'sandbox-secret'
    $process
}

function Stop-Sandbox($Process) {
    # Where the module was only used in other shells, there is no such command here.
    if (Get-Module NocExpress) { Disconnect-NocExpress -ErrorAction Ignore }
    $Process.Kill($true)
    # NOCEXPRESS_MODULE says which module the whole suite tests.
    Get-ChildItem Env:NOCEXPRESS_* | Where-Object Name -ne NOCEXPRESS_MODULE | Remove-Item
}
