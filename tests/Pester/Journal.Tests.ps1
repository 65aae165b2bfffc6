BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Journal' {
    BeforeEach {
        Clear-Request
        $circuits = Get-Circuit
        $journal = "$TestDrive/$([guid]::NewGuid()).jsonl"
    }

    It 'repeats a run with a journal without sending anything twice' {
        $first = $circuits | New-NocTicket @common -JournalPath $journal
        $second = $circuits | New-NocTicket @common -JournalPath $journal
        $second.Id | Should -Be $first.Id
        $second.Recorded | Should -Not -BeNullOrEmpty
        ($second | Select-Object * -ExcludeProperty Recorded, Age | ConvertTo-Json -Depth 5) | Should -Be ($first | Select-Object * -ExcludeProperty Recorded, Age | ConvertTo-Json -Depth 5)
        (Get-CreateRequest).Count | Should -Be $circuits.Count
        (Get-Content $journal | ConvertFrom-Json).event | Select-Object -Unique | Should -Be 'claimed', 'opened'
    }

    It 'finds the journal where the shell is, and in a job' {
        Push-Location $TestDrive
        $first = $circuits[0] | New-NocTicket @common -JournalPath here.jsonl
        Pop-Location
        "$TestDrive/here.jsonl" | Should -Exist
        $second = Start-Job {
            Import-Module $using:manifest
            Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | Select-Object -First 1 | New-NocTicket @using:common -JournalPath "$using:TestDrive/here.jsonl"
        } | Receive-Job -Wait -AutoRemoveJob
        $second.Id | Should -Be $first.Id
    }

    It 'asks nothing under -Confirm:$false and about nothing that is recorded under -WhatIf' {
        $null = $circuits[0] | New-NocTicket @common -JournalPath $journal -Confirm:$false
        Start-Transcript "$TestDrive/whatif.txt" | Out-Null
        $circuits | New-NocTicket @common -JournalPath $journal -WhatIf | Should -BeNullOrEmpty
        Stop-Transcript | Out-Null
        @(Select-String 'What if:' "$TestDrive/whatif.txt").Count | Should -Be ($circuits.Count - 1 + 2)
    }

    It 'ends in try and catch where the journal is corrupt' {
        Set-Content $journal "{}`n{}"
        $caught = try { $circuits | New-NocTicket @common -JournalPath $journal } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'NocJournalCorrupt,*'
        $caught.Exception.Message | Should -Match 'Line 1 '
        Get-CreateRequest | Should -BeNullOrEmpty
    }
}

Describe 'Get-NocJournal' {
    BeforeAll {
        $journal = "$TestDrive/get.jsonl"
        $tickets = Get-Circuit | New-NocTicket @common -JournalPath $journal -CustomerTicketNumber INC0042
    }

    It 'gives an entry for each circuit, whose ticket Get-NocTicket reads' {
        $entries = Get-NocJournal $journal
        $entries.TicketId | Sort-Object | Should -Be ($tickets.Id | Sort-Object)
        $entries.State | Select-Object -Unique | Should -Be 'Opened'
        ($entries | Get-NocTicket).Id | Should -Be $entries.TicketId
    }

    It 'is handed over as text' {
        $entries = Get-NocJournal $journal
        $rows = $entries | ConvertTo-Csv | ConvertFrom-Csv
        $rows.Macnum | Should -Be $entries.Macnum
        $rows.CustomerTicketNumber | Select-Object -Unique | Should -Be 'INC0042'
    }

    It 'completes the path of a journal' {
        Push-Location $TestDrive
        (TabExpansion2 'Get-NocJournal ./get' 20).CompletionMatches.CompletionText | Should -Contain "$([IO.Path]::Combine('.', 'get.jsonl'))"
        Pop-Location
    }
}

Describe 'Resolve-NocJournalEntry' {
    It 'records that a ticket was not opened, so that the next run opens it' {
        $journal = "$TestDrive/resolve.jsonl"
        $circuit = Get-Circuit | Select-Object -First 1
        Add-Fault @{ method = 'POST'; path = 'tickets/external'; status = 504; times = 1 }
        $circuit | New-NocTicket @common -JournalPath $journal -ErrorAction SilentlyContinue
        (Get-NocJournal $journal).State | Should -Be 'Unknown'
        Get-NocJournal $journal | Resolve-NocJournalEntry -NotOpened -Confirm:$false
        (Get-NocJournal $journal).State | Should -Be 'NotSent'
        $circuit | New-NocTicket @common -JournalPath $journal | Should -HaveCount 1
    }
}

Describe 'Remove-NocJournal, and a journal in a table' {
    BeforeAll {
        $azurite = Start-Azurite
    }

    BeforeEach {
        if (-not $azurite) { Set-ItResult -Skipped -Because 'Azurite needs Node.js, which is not here' }
    }

    AfterAll {
        Stop-Azurite $azurite
    }

    It 'repeats a run in a job and in another shell, and forgets what is removed' {
        if (-not $azurite) { return }
        Connect-NocExpress -RequestsPerMinute 10000 -StorageUri $azurite.Table -StorageSas $azurite.Sas
        $circuits = Get-Circuit
        $first = $circuits | New-NocTicket @common -JournalName 'INC #1/2'
        $env:NOCEXPRESS_STORAGE_URI, $env:NOCEXPRESS_STORAGE_SAS = $azurite.Table, $azurite.Query
        $second = Invoke-OtherProcess "`$common = @{ IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'; ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'; LocalContactName = 'Store manager'; LocalContactNumber = '6125550100' }
            Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common -JournalName 'inc #1/2' | ForEach-Object Id"
        [long[]]$second | Should -Be $first.Id
        (Get-NocJournal -Name 'INC*').Journal | Select-Object -Unique | Should -Be 'INC #1/2'
        Remove-NocJournal 'INC #1/2' -WhatIf
        (Get-NocJournal -Name *).Count | Should -Be $circuits.Count
        Remove-NocJournal 'INC #1/2' -Confirm:$false
        Get-NocJournal -Name * | Should -BeNullOrEmpty
    }
}
