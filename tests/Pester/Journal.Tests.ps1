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
        $first = $circuits | New-NocTicket @fields -JournalPath $journal
        $second = $circuits | New-NocTicket @fields -JournalPath $journal
        $second.Id | Should -Be $first.Id
        $second.Recorded | Should -Not -BeNullOrEmpty
        ($second | Select-Object * -ExcludeProperty Recorded | ConvertTo-Json -Depth 5) | Should -Be ($first | Select-Object * -ExcludeProperty Recorded | ConvertTo-Json -Depth 5)
        (Get-Creation).Count | Should -Be $circuits.Count
        (Get-Content $journal | ConvertFrom-Json).event | Select-Object -Unique | Should -Be 'claimed', 'opened'
    }

    It 'finds the journal where the shell is, and in a job' {
        Push-Location $TestDrive
        $first = $circuits[0] | New-NocTicket @fields -JournalPath here.jsonl
        Pop-Location
        "$TestDrive/here.jsonl" | Should -Exist
        $second = Start-Job {
            Import-Module $using:manifest
            Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | Select-Object -First 1 | New-NocTicket @using:fields -JournalPath "$using:TestDrive/here.jsonl"
        } | Receive-Job -Wait -AutoRemoveJob
        $second.Id | Should -Be $first.Id
    }

    It 'asks nothing under -Confirm:$false and about nothing that is recorded under -WhatIf' {
        $null = $circuits[0] | New-NocTicket @fields -JournalPath $journal -Confirm:$false
        Start-Transcript "$TestDrive/whatif.txt" | Out-Null
        $circuits | New-NocTicket @fields -JournalPath $journal -WhatIf | Should -BeNullOrEmpty
        Stop-Transcript | Out-Null
        @(Select-String 'What if:' "$TestDrive/whatif.txt").Count | Should -Be ($circuits.Count - 1 + 2)
    }

    It 'ends in try and catch where the journal is corrupt' {
        Set-Content $journal "{}`n{}"
        $caught = try { $circuits | New-NocTicket @fields -JournalPath $journal } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'NocJournalCorrupt,*'
        $caught.Exception.Message | Should -Match 'Line 1 '
        Get-Creation | Should -BeNullOrEmpty
    }
}
