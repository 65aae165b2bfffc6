# The two nginx of the soak, and what befalls them.

# Debian keeps it where an ordinary user's path does not lead.
function Find-Nginx {
    $found = Get-Command nginx, /usr/sbin/nginx -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    if (-not $found) {
        throw 'There is no nginx here, and the soak needs a real one. On Debian and Ubuntu: sudo apt-get install nginx-light. On macOS: brew install nginx.'
    }

    $found.Source
}

# Writes the configuration of an nginx that passes everything on to a server: one request a second at the most, if it limits.
function New-Nginx([string] $Program, [string] $Folder, [string] $Name, [string] $Behind, [switch] $LimitsRequests) {
    $port = Get-FreePort
    $configuration = Join-Path $Folder "$Name.conf"
    $log = Join-Path $Folder "$Name.log"
    $temporary = 'client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi' | ForEach-Object { "${_}_temp_path $Folder/$Name-$_;" }
    Set-Content $configuration @"
worker_processes 1;
pid $Folder/$Name.pid;
events { worker_connections 64; }
http {
    $temporary
    log_format brief '`$status `$request_method';
    access_log $log brief;
    limit_req_zone `$server_name zone=minute:1m rate=60r/m;
    limit_req_status 429;
    server {
        listen 127.0.0.1:$port;
        server_name localhost;
        location / {
            $(if ($LimitsRequests) { 'limit_req zone=minute;' })
            client_body_buffer_size 1m;
            proxy_pass $Behind;
        }
    }
}
"@
    [pscustomobject]@{
        Uri = "http://127.0.0.1:$port/"
        Log = $log
        PidFile = "$Folder/$Name.pid"
        Program = $Program
        Arguments = '-e', (Join-Path $Folder "$Name.error.log"), '-c', $configuration
    }
}

function Start-Nginx($Nginx) {
    $arguments = $Nginx.Arguments
    & $Nginx.Program @arguments
    if ($LASTEXITCODE -ne 0) { throw "nginx ended with exit code $LASTEXITCODE." }
}

# Ends it, and waits for that: its address is free then.
function Stop-Nginx($Nginx) {
    if (Test-Path $Nginx.PidFile) {
        $arguments = $Nginx.Arguments
        & $Nginx.Program @arguments -s stop
        while (Test-Path $Nginx.PidFile) { Start-Sleep -Milliseconds 50 }
    }
}

# Disturbs them until the job is stopped, and puts out what it did.
function Start-Disturbance($Gateway, $Provider) {
    Start-ThreadJob -ArgumentList $PSScriptRoot, $Gateway, $Provider {
        param($folder, $gateway, $provider)
        . "$folder/Nginx.ps1"
        while ($true) {
            Start-Sleep -Seconds (Get-Random -Minimum 15 -Maximum 45)
            switch (Get-Random -Maximum 4) {
                0 {
                    # A token lives for 120 seconds: some of these are longer than what is left of it.
                    Stop-Nginx $provider
                    Start-Sleep -Seconds (Get-Random -Minimum 2 -Maximum 60)
                    Start-Nginx $provider
                    'token provider restarted'
                }
                1 {
                    Stop-Nginx $gateway
                    Start-Sleep -Seconds (Get-Random -Minimum 1 -Maximum 5)
                    Start-Nginx $gateway
                    'gateway restarted'
                }
                default {
                    # Its master starts another at once; what this one has under way is lost.
                    $master = [int] (Get-Content $gateway.PidFile)
                    Get-Process nginx | Where-Object { $_.Parent.Id -eq $master } | Stop-Process -Force
                    'connections lost'
                }
            }
        }
    }
}
