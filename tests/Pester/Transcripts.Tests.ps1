BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Transcripts' {
    BeforeAll {
        Add-Fault @{ path = 'noc/tickets/5'; status = 404; body = '{"detail":"No such ticket"}' }
        Set-Content "$TestDrive/run.ps1" @"
            Import-Module '$manifest'
            `$null = Start-Transcript '$TestDrive/transcript.txt'
            `$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'; `$InformationPreference = 'Continue'
            Connect-NocExpress -PassThru | Format-List * | Out-Default
            Get-NocSite -Search Minneapolis | Out-Default
            Get-NocTicket 5
            `$Error[0] | Format-List * -Force | Out-Default
            `$null = Stop-Transcript
"@
        $null = & $shell @shellArguments -NoProfile -NonInteractive -File "$TestDrive/run.ps1" 2>&1
        $transcript = Get-Content "$TestDrive/transcript.txt" -Raw
        Clear-Fault
    }

    It 'hold objects and errors as they were seen' {
        $transcript | Should -Match '02145678\s+Northgate Tire & Auto #118'
        $transcript | Should -Match 'No such ticket'
        $transcript | Should -Match 'GET \S*/companies/sites'
    }

    It 'hold no secret and no token' {
        $transcript | Should -Not -Match $env:NOCEXPRESS_CLIENT_SECRET
        $basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${env:NOCEXPRESS_CLIENT_ID}:$env:NOCEXPRESS_CLIENT_SECRET"))
        $transcript | Should -Not -Match ([regex]::Escape($basic))
        $transcript | Should -Not -Match 'Bearer|Authorization: '
    }
}
