# The module as its users meet it: what only a real shell shows.
BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    Import-Module "$PSScriptRoot/../../NocExpress.psd1"
    $sandbox = Start-Sandbox
    $outage = @{
        IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'
        ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'
        LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100'
    }

    function Get-Circuit {
        Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband
    }

    function Get-Creation {
        @(Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/requests" | ForEach-Object { $_ } | Where-Object { $_.method -eq 'POST' -and $_.path -like '*tickets/external' })
    }

    function Clear-Request {
        $null = Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/requests" -Method Delete
    }
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Connection' {
    It 'is made from the environment by the first cmdlet that needs it' {
        Disconnect-NocExpress
        Get-NocConnection | Should -BeNullOrEmpty
        (Get-NocSite).Count | Should -Be 12
        (Get-NocConnection).BaseUri | Should -Be $env:NOCEXPRESS_BASE_URI
        Connect-NocExpress -RequestsPerMinute 10000
    }

    It 'shows no secret' {
        $connection = Connect-NocExpress -RequestsPerMinute 10000 -PassThru
        $shown = ($connection | Format-List * | Out-String) + ($connection | ConvertTo-Json -WarningAction Ignore)
        $shown | Should -Not -Match $env:NOCEXPRESS_CLIENT_SECRET
    }

    It 'fails at once with a wrong secret, in try and catch' {
        $wrong = [pscredential]::new('sandbox-client', (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        $caught = try { Connect-NocExpress -Credential $wrong } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'NocAuthenticationFailed,*'
    }

    It 'is the default of every runspace of the process' {
        Connect-NocExpress -RequestsPerMinute 10000
        $manifest = (Resolve-Path "$PSScriptRoot/../../NocExpress.psd1").Path
        $counts = 1..3 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-NocSite).Count }
        $counts | Should -Be 12, 12, 12
    }
}

Describe 'Reading' {
    It 'stops when Select-Object has seen enough' {
        @(Get-NocSite | Select-Object -First 1).Count | Should -Be 1
    }

    It 'fits its tables into 120 columns' {
        $tables = (Get-NocSite | Out-String -Width 120), (Get-Circuit | Out-String -Width 120), (Get-Circuit | Get-NocIssue | Out-String -Width 120)
        foreach ($table in $tables) {
            ($table -split "`n")[1] | Should -Match '^\S*\s*(Macnum|Id|Name)'
        }
    }

    It 'names a site without a macnum in an error and goes on' {
        $circuits = Get-NocSite | Get-NocConfiguration -Service Broadband -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NocValidationFailed,*'
        $problems[0].Exception.Message | Should -Match "O'Malley's Grill"
        $circuits.Count | Should -Be 11
    }

    It 'asks for tickets by pipeline' {
        $ticket = Get-Circuit | Select-Object -First 1 | New-NocTicket @outage
        ($ticket | Get-NocTicket).Id | Should -Be $ticket.Id
    }
}

Describe 'New-NocTicket' {
    BeforeEach {
        Clear-Request
    }

    It 'says what it would do under -WhatIf, and sends nothing' {
        Set-Content "$TestDrive/floor plan.pdf" 'plan'
        Start-Transcript "$TestDrive/transcript.txt" | Out-Null
        Get-Circuit | New-NocTicket @outage -Attachment "$TestDrive/floor plan.pdf" -WhatIf
        Stop-Transcript | Out-Null
        Get-Content "$TestDrive/transcript.txt" -Raw | Should -Match 'What if: .*Minneapolis - Hennepin Ave.*Circuit Down.*floor plan\.pdf \(\d+ bytes\)'
        Get-Creation | Should -BeNullOrEmpty
    }

    It 'takes the rows of Import-Csv' {
        Get-Circuit | Export-Csv "$TestDrive/circuits.csv"
        $tickets = Import-Csv "$TestDrive/circuits.csv" | New-NocTicket @outage
        $tickets.Count | Should -Be 3
    }

    It 'takes configurations that come back from JSON' {
        $tickets = Get-Circuit | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ } | New-NocTicket @outage
        $tickets.Count | Should -Be 3
    }

    It 'takes configurations that come out of a job' {
        $manifest = (Resolve-Path "$PSScriptRoot/../../NocExpress.psd1").Path
        $fromJob = Start-Job { Import-Module $using:manifest; Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband } | Receive-Job -Wait -AutoRemoveJob
        @($fromJob | New-NocTicket @outage).Count | Should -Be 3
    }

    It 'attaches what Get-ChildItem finds, as a parameter and from the pipeline' {
        $folder = New-Item "$TestDrive/plans" -ItemType Directory
        Set-Content -LiteralPath "$folder/plan [1].pdf" 'one'
        Set-Content -LiteralPath "$folder/plan [2].PDF" 'two'
        $circuit = (Get-Circuit)[0]

        $null = $circuit | New-NocTicket @outage -LiteralAttachment (Get-ChildItem $folder)
        $ticket = Get-ChildItem $folder | New-NocTicket @outage -Macnum $circuit.Macnum -ConfigurationId $circuit.Id -TypeName $circuit.TypeName -SubtypeName $circuit.SubtypeName

        @($ticket).Count | Should -Be 1
        foreach ($creation in Get-Creation) {
            $creation.files.fileName | Should -Be 'plan [1].pdf', 'plan [2].PDF'
        }
        (Get-Creation).Count | Should -Be 2
    }

    It 'leaves its errors in $Error, with the input as their target' {
        $Error.Clear()
        $circuit = (Get-Circuit)[0]
        $outage.LocalContactNumber = '555-HELP'
        $circuit | New-NocTicket @outage -ErrorAction SilentlyContinue
        $outage.LocalContactNumber = '(612) 555-0100'
        $Error[0].FullyQualifiedErrorId | Should -BeLike 'NocValidationFailed,*'
        $Error[0].TargetObject.Id | Should -Be $circuit.Id
        $Error[0].Exception.Message | Should -Match "LocalContactNumber '555-HELP'"
        Get-Creation | Should -BeNullOrEmpty
    }

    It 'previews the parts' {
        $request = Get-Circuit | New-NocTicket @outage -Preview | Select-Object -First 1
        $request.Parts.Name | Should -Contain 'sites'
        Get-Creation | Should -BeNullOrEmpty
    }

    It 'opens tickets for many sites in one request' {
        $circuits = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband
        @($circuits | New-NocTicket @outage -MultiSite Outage -AdditionalContact (New-NocContact Other 'Guard' 6125550188)).Count | Should -Be 11
        (Get-Creation).Count | Should -Be 1
    }
}

Describe 'Failures' {
    BeforeEach {
        Clear-Request
        $circuits = Get-Circuit
        $journal = "$TestDrive/$([guid]::NewGuid()).jsonl"

        function Add-Fault([hashtable] $Fault) {
            $null = Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/faults" -Method Post -ContentType application/json -Body ($Fault | ConvertTo-Json)
        }
    }

    AfterEach {
        $null = Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/faults" -Method Delete
    }

    It 'says what to look for where the outcome is unknown, and goes on' {
        Add-Fault @{ method = 'POST'; path = 'tickets/external'; when = 'after'; status = 504; times = 1 }
        $tickets = $circuits | New-NocTicket @outage -CustomerTicketNumber INC-9 -ErrorVariable problems -ErrorAction SilentlyContinue
        $tickets.Count | Should -Be ($circuits.Count - 1)
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NocOutcomeUnknown,*'
        $problems[0].Exception.Sites.Macnum | Should -Be $circuits[0].Macnum
        $problems[0].Exception.SentAt | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-1))
        $problems[0].Exception.Message | Should -Match 'INC-9'
        (Get-Creation).Count | Should -Be $circuits.Count
    }

    It 'repeats a run with a journal without sending anything twice' {
        $first = $circuits | New-NocTicket @outage -JournalPath $journal
        $second = $circuits | New-NocTicket @outage -JournalPath $journal
        $second.Id | Should -Be $first.Id
        ($second | ConvertTo-Json -Depth 5) | Should -Be ($first | ConvertTo-Json -Depth 5)
        (Get-Creation).Count | Should -Be $circuits.Count
        (Get-Content $journal | ConvertFrom-Json).event | Select-Object -Unique | Should -Be 'begun', 'finished'
    }

    It 'finds the journal where the shell is, and in a job' {
        Push-Location $TestDrive
        $first = $circuits[0] | New-NocTicket @outage -JournalPath here.jsonl
        Pop-Location
        "$TestDrive/here.jsonl" | Should -Exist
        $manifest = (Resolve-Path "$PSScriptRoot/../../NocExpress.psd1").Path
        $second = Start-Job {
            Import-Module $using:manifest
            Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | Select-Object -First 1 | New-NocTicket @using:outage -JournalPath "$using:TestDrive/here.jsonl"
        } | Receive-Job -Wait -AutoRemoveJob
        $second.Id | Should -Be $first.Id
    }

    It 'asks nothing under -Confirm:$false and about nothing that is finished under -WhatIf' {
        $null = $circuits[0] | New-NocTicket @outage -JournalPath $journal -Confirm:$false
        Start-Transcript "$TestDrive/whatif.txt" | Out-Null
        $circuits | New-NocTicket @outage -JournalPath $journal -WhatIf | Should -BeNullOrEmpty
        Stop-Transcript | Out-Null
        @(Select-String 'What if:' "$TestDrive/whatif.txt").Count | Should -Be ($circuits.Count - 1)
    }

    It 'ends in try and catch where the journal is corrupt' {
        Set-Content $journal "{}`n{}"
        $caught = try { $circuits | New-NocTicket @outage -JournalPath $journal } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'NocJournalCorrupt,*'
        $caught.Exception.Message | Should -Match 'Line 1 '
        Get-Creation | Should -BeNullOrEmpty
    }

    It 'waits for the limit, and Ctrl+C ends the wait' {
        $shell = [powershell]::Create().AddScript("
            Import-Module '$((Resolve-Path "$PSScriptRoot/../../NocExpress.psd1").Path)'
            `$limited = Connect-NocExpress -RequestsPerMinute 1 -PassThru
            Connect-NocExpress -RequestsPerMinute 10000
            Get-NocSite -Connection `$limited")
        $running = $shell.BeginInvoke()
        while (-not ($shell.Streams.Progress | Where-Object Activity -eq 'Waiting for the rate limit')) {
            Start-Sleep -Milliseconds 50
        }
        $shell.Streams.Progress[-1].SecondsRemaining | Should -BeGreaterThan 0
        $running.IsCompleted | Should -BeFalse
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
    }
}
