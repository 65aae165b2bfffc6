BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Transcripts' {
    BeforeAll {
        Clear-Request
        $token = (& { $null = Get-NocSite -Search Minneapolis; (Invoke-Sandbox requests)[-1].headers.Authorization }) -replace '^Bearer '
        $secret = $env:NOCEXPRESS_CLIENT_SECRET
        # What a server knows it can say: here the token, and to the one that connects by it, the secret.
        $basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${env:NOCEXPRESS_CLIENT_ID}:$secret"))
        Add-Fault @{ path = 'noc/tickets/5'; status = 404; body = "{""detail"": ""No such ticket: $token""}" }
        Add-Fault @{ path = 'noc/tickets/6'; status = 500; body = "<html><title>Oops</title>$token</html>" }
        Add-Fault @{ path = 'noc/tickets/7'; status = 400; body = "{""errors"": [""$secret"", ""$basic""]}" }
        Add-Fault @{ method = 'POST'; path = 'tickets/external'; status = 502; body = $token }
        Set-Content "$TestDrive/run.ps1" @"
            Import-Module '$manifest'
            `$null = Start-Transcript '$TestDrive/transcript.txt'
            `$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'; `$InformationPreference = 'Continue'
            Connect-NocExpress -AccessToken (ConvertTo-SecureString '$token' -AsPlainText -Force) -MaximumRetryCount 0
            Get-NocConnection | Format-List * -Force | Out-Default
            Get-NocSite -Search Minneapolis | Out-Default
            Get-NocTicket 5
            Get-NocTicket 6
            Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket -IssueName 'Circuit Down' -MaintenanceWindow Anytime ``
                -AccessHours 8-5 -ContactName NOC -ContactEmailAddress noc@example.com -LocalContactName Mary -LocalContactNumber 6125550100 -JournalPath '$TestDrive/journal.jsonl'
            Invoke-NocRequest api/v1/noc/tickets/6
            Connect-NocExpress
            Get-NocTicket 7
            `$Error | Format-List * -Force | Out-Default
            if (Get-Command Get-Error -ErrorAction Ignore) { `$Error | Get-Error | Out-Default }
            `$Error.Exception | ConvertTo-Json -Depth 4 -WarningAction Ignore | Out-Default
            Get-NocConnection | ConvertTo-Json | Out-Default
            @(`$Error) + (Get-NocConnection) | Export-Clixml '$TestDrive/errors.clixml' -Depth 5
            `$null = Stop-Transcript
"@
        $output = & $shell @shellArguments -NoProfile -NonInteractive -File "$TestDrive/run.ps1" 2>&1 | Out-String
        $transcript = Get-Content "$TestDrive/transcript.txt" -Raw
        Clear-Fault
    }

    It 'hold objects and errors as they were seen' {
        $transcript | Should -Match '02145678\s+Northgate Tire & Auto #118'
        $transcript | Should -Match 'No such ticket'
        $transcript | Should -Match 'GET \S*/companies/sites'
        $transcript | Should -Match 'NocOutcomeUnknown'
    }

    It 'hold no secret and no token, and neither do the journal and exported errors' {
        $all = $output + $transcript + (Get-Content "$TestDrive/journal.jsonl" -Raw) + (Get-Content "$TestDrive/errors.clixml" -Raw)
        foreach ($hidden in $token, $secret, $basic) {
            $hidden | Should -Not -BeNullOrEmpty
            $all.Contains($hidden) | Should -BeFalse
        }
        $all | Should -Not -Match 'Bearer|Authorization: '
    }
}
