BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox

    function Get-Completion([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Completion' {
    It 'offers the services, quoted where they need it' {
        (Get-Completion 'Get-NocConfiguration -Service Pr').CompletionText | Should -Be "'Private IP'", "'Proactive Ticketing'"
    }

    It 'says what a kind of multi-site request stands for' {
        (Get-Completion 'New-NocTicket -MultiSite Out').ToolTip | Should -Match 'Multi-Site Outage'
    }

    It 'offers what the connection has seen, and makes no request' {
        $circuits = Get-Circuit
        $null = $circuits | Get-NocIssue
        Clear-Request
        (Get-Completion "New-NocTicket -Macnum '0214").CompletionText | Should -Be "'02145678'"
        (Get-Completion '$circuits | New-NocTicket -IssueName circuit').CompletionText | Should -Contain "'Circuit Down'"
        (Get-Completion 'Get-NocIssue -TypeName Broad').CompletionText | Should -Be "'Broadband Service Request'"
        Invoke-Sandbox requests | Should -BeNullOrEmpty
    }

    It 'offers nothing but files to -Attachment' {
        Set-Content "$TestDrive/plan of floor.pdf" 'x'
        (Get-Completion "New-NocTicket -Attachment $TestDrive/plan").CompletionText | Should -Match 'plan of floor\.pdf'
    }

    It 'offers the files there are to a journal''s path' {
        Set-Content "$TestDrive/INC-7.jsonl" 'x'
        foreach ($command in 'New-NocTicket -JournalPath', 'Get-NocJournal', 'Get-NocJournal -Path') {
            (Get-Completion "$command $TestDrive/INC").CompletionText | Should -Match 'INC-7\.jsonl'
        }
    }
}

Describe 'Progress' {
    # Before 7.6 a shell hands on no progress where its streams are redirected.
    It 'is told, and not under -NonInteractive, whose log it would fill' -Skip:($PSVersionTable.PSVersion.Major -lt 7 -or ($PSVersionTable.PSVersion.Major -eq 7 -and $PSVersionTable.PSVersion.Minor -lt 6)) {
        $settings = ($common.GetEnumerator() | ForEach-Object { "$($_.Key) = '$($_.Value)'" }) -join '; '
        $script = "Import-Module '$manifest'; Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common"
        foreach ($flags in @(), @('-NonInteractive')) {
            Set-Content "$TestDrive/run.ps1" "`$common = @{ $settings }; $script"
            Start-Process $shell "$shellArguments -NoProfile $flags -OutputFormat XML -File `"$TestDrive/run.ps1`"" -Wait -RedirectStandardOutput "$TestDrive/output" -RedirectStandardError "$TestDrive/errors"
            $told = Get-Content "$TestDrive/output", "$TestDrive/errors" -Raw
            "$told" | Should -Match 'Minneapolis'
            "$told" -match 'Opening NOC tickets' | Should -Be ($flags.Count -eq 0)
        }
    }
}
