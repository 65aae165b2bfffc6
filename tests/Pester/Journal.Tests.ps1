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
        ($second | Select-Object * -ExcludeProperty Recorded | ConvertTo-Json -Depth 5) | Should -Be ($first | Select-Object * -ExcludeProperty Recorded | ConvertTo-Json -Depth 5)
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
        $entries.TicketId | Should -Be $tickets.Id
        $entries.State | Select-Object -Unique | Should -Be 'Opened'
        ($entries | Get-NocTicket).Id | Should -Be $tickets.Id
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
