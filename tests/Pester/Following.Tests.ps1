BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox

    function Set-Ticket([long] $Id, [hashtable] $Change) {
        $null = Invoke-RestMethod "${env:NOCEXPRESS_BASE_URI}_sandbox/tickets/$Id" -Method Post -ContentType application/json -Body ($Change | ConvertTo-Json)
    }
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Wait-NocTicket and Watch-NocTicket' {
    BeforeEach {
        $tickets = Get-Circuit | New-NocTicket @common -JournalPath "$TestDrive/$([guid]::NewGuid()).jsonl"
        $journal = Get-Item "$TestDrive/*.jsonl" | Sort-Object LastWriteTime | Select-Object -Last 1
        $id = $tickets[0].Id
    }

    It 'write changes that can be kept as a table and as lines of JSON' {
        Set-Ticket $id @{ action = 'resolve' }
        $changes = $tickets[0] | Watch-NocTicket

        $changes.Field | Should -Be 'StatusName', 'G360Status', 'DateResolved'
        $changes | Export-Csv "$TestDrive/changes.csv" -NoTypeInformation
        $rows = Import-Csv "$TestDrive/changes.csv"
        $rows[0].Id, $rows[0].Before, $rows[0].After | Should -Be $id, 'Open', 'Resolved'
        $rows[0].Ticket | Should -BeLike "#$id *"
        $line = $changes[0] | Select-Object Id, SiteName, At, Field, Before, After | ConvertTo-Json -Compress
        $line | Should -Not -Match "`n"
        ($line | ConvertFrom-Json).After | Should -Be 'Resolved'
    }

    It 'wait for tickets out of <From>' -ForEach @(
        @{ From = 'a variable'; Read = { $tickets } }
        @{ From = 'their numbers'; Read = { $tickets.Id } }
        @{ From = 'a journal'; Read = { Get-NocJournal $journal } }
        @{ From = 'the table of a journal'; Read = { Get-NocJournal $journal | Export-Csv "$TestDrive/entries.csv" -NoTypeInformation; Import-Csv "$TestDrive/entries.csv" } }
        @{ From = 'a table of tickets'; Read = { $tickets | Export-Csv "$TestDrive/tickets.csv" -NoTypeInformation; Import-Csv "$TestDrive/tickets.csv" } }
        @{ From = 'a job'; Read = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($tickets)) } }
    ) {
        $tickets.Id | ForEach-Object { Set-Ticket $_ @{ action = 'resolve' } }
        $resolved = & $Read | Wait-NocTicket -Timeout 00:01:00
        $resolved.Id | Sort-Object | Should -Be ($tickets.Id | Sort-Object)
    }

    It 'hold the ticket as it was seen last in the error of one that is late, which can be piped on' {
        $tickets[0] | Wait-NocTicket -Timeout 00:00:01 -ErrorVariable late -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $late[0].FullyQualifiedErrorId | Should -BeLike 'NocWaitTimedOut,*'
        Set-Ticket $id @{ action = 'resolve' }
        ($late.TargetObject | Wait-NocTicket -Timeout 00:01:00).Id | Should -Be $id
    }

    It 'end where the pipeline wants no more, and leave nothing running' {
        Set-Ticket $id @{ status = 'Assigned' }
        $tickets | Watch-NocTicket | Select-Object -First 1 | Should -HaveCount 1
        $tickets | Wait-NocTicket -Until Changed | Select-Object -First 1 | Should -HaveCount 1
        Invoke-RestMethod "${env:NOCEXPRESS_BASE_URI}_sandbox/requests" -Method Delete
        Start-Sleep -Milliseconds 300
        @(Invoke-RestMethod "${env:NOCEXPRESS_BASE_URI}_sandbox/requests" | ForEach-Object { $_ }) | Should -BeNullOrEmpty
    }

    It 'leave tables of tickets that can be read back, with their ages' {
        Set-Ticket $id @{ action = 'resolve' }
        $now = $tickets | Get-NocTicket
        $now | Export-Csv "$TestDrive/ages.csv" -NoTypeInformation
        $rows = Import-Csv "$TestDrive/ages.csv"
        [timespan]$rows[0].TimeToResolve | Should -BeGreaterOrEqual ([timespan]::Zero)
        [timespan]$rows[0].Age | Should -BeGreaterOrEqual ([timespan]::Zero)
        ($rows | Get-NocTicket).Id | Should -Be $tickets.Id
        ($now | Sort-Object Age -Descending)[0].DateEntered | Should -Be ($now.DateEntered | Sort-Object | Select-Object -First 1)
    }
}

Describe 'The sample runbook that posts changes' {
    It 'posts each change of the tickets of a journal to a webhook, once' {
        $tickets = Get-Circuit | New-NocTicket @common -JournalPath "$TestDrive/posted.jsonl"
        $port = Get-FreePort

        # The stand-in refuses the first post, as one that is overloaded.
        $received = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        $hook = [powershell]::Create().AddScript({
            param($Listener, $Received)
            for ($post = 0; $Listener.IsListening; $post++) {
                try { $context = $Listener.GetContext() } catch { return }
                $body = [IO.StreamReader]::new($context.Request.InputStream, [Text.Encoding]::UTF8).ReadToEnd()
                if ($post -eq 0) { $context.Response.StatusCode = 503 } else { $Received.Enqueue($body) }
                $context.Response.Close()
            }
        }).AddArgument($listener).AddArgument($received)
        $null = $hook.BeginInvoke()

        $modules = New-Item "$TestDrive/modules/NocExpress" -ItemType Directory
        'NocExpress.psd1', 'bin', 'deps' | ForEach-Object { Get-Item (Join-Path (Split-Path $manifest) $_) } | Copy-Item -Destination $modules -Recurse
        $runbook = (Resolve-Path "$PSScriptRoot/../../samples/following/Send-TicketChange.ps1").Path
        $script = "`$env:PSModulePath = '$TestDrive/modules' + [IO.Path]::PathSeparator + `$env:PSModulePath; & '$runbook' -JournalPath '$TestDrive/posted.jsonl' -WebhookUri http://127.0.0.1:$port/ -Timeout 00:01:00 -PollInterval 00:00:01"
        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
        $null = Invoke-RestMethod "${env:NOCEXPRESS_BASE_URI}_sandbox/requests" -Method Delete
        $job = Start-Process $shell ($shellArguments + "-NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded") -PassThru -RedirectStandardOutput "$TestDrive/output" -RedirectStandardError "$TestDrive/errors"
        $null = $job.Handle   # Without it the exit code is lost.

        # Changes are those after the first look.
        while (@(Invoke-RestMethod "${env:NOCEXPRESS_BASE_URI}_sandbox/requests" | ForEach-Object { $_ } | Where-Object status -eq 200).Count -lt $tickets.Count + 1) {
            $job.HasExited | Should -BeFalse
            Start-Sleep -Milliseconds 50
        }
        Set-Ticket $tickets[0].Id @{ status = 'Dispatch Scheduled'; attachment = "pl$([char]0xE4)ne.pdf" }
        $tickets.Id | ForEach-Object { Set-Ticket $_ @{ action = 'resolve' } }
        $job.WaitForExit(60000) | Should -BeTrue
        $listener.Stop()
        $hook.Dispose()

        Get-Content "$TestDrive/errors" -Raw | Should -BeNullOrEmpty
        $job.ExitCode | Should -Be 0
        $posts = $received.ToArray() | ConvertFrom-Json
        @($posts | Where-Object field -eq DateResolved).id | Sort-Object | Should -Be ($tickets.Id | Sort-Object)
        @($posts | Where-Object field -eq Attachments).after | Should -Be "pl$([char]0xE4)ne.pdf"
        @($posts | Group-Object id, field, after | Where-Object Count -gt 1) | Should -BeNullOrEmpty
    }
}
