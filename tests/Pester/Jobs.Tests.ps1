BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Jobs' {
    It 'ForEach-Object -Parallel has the default connection' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        1..3 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-NocSite).Count } | Should -Be 12, 12, 12
    }

    It 'ForEach-Object -Parallel takes a connection' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $other = Connect-NocExpress -GrantedTenantMacnum 39639469 -RequestsPerMinute 10000 -PassThru
        Connect-NocExpress -RequestsPerMinute 10000
        Clear-Request
        1..3 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-NocSite -Connection $using:other).Count } | Should -Be 12, 12, 12
        $queries = (Invoke-Sandbox requests | Where-Object path -like '*sites').query
        $queries | Should -HaveCount 3
        $queries | Should -Match 'granted_tenant_macnum=39639469'
    }

    It 'Start-ThreadJob has the default connection, and takes another' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $other = Get-NocConnection
        $job = Start-ThreadJob { Import-Module $using:manifest; (Get-NocSite).Count; (Get-NocSite -Connection $using:other).Count }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 12, 12
    }

    It 'Start-Job connects from the environment, and its objects open tickets here' {
        $circuits = Start-Job { Import-Module $using:manifest; Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband } | Receive-Job -Wait -AutoRemoveJob
        @($circuits | New-NocTicket @common).Count | Should -Be 3
        $circuits | Out-String -Width 120 | Should -Match 'Macnum\s+Type\s+Name'
    }

    It 'Start-Job brings errors with their ids' {
        $job = Start-Job { Import-Module $using:manifest; Get-NocTicket 123 }
        $null = $job | Receive-Job -Wait -AutoRemoveJob -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NocRequestRejected,*'
    }

    It 'a connection cannot travel to Start-Job, and the error says so' {
        $other = Get-NocConnection
        $job = Start-Job { Import-Module $using:manifest; Get-NocSite -Connection $using:other }
        $null = $job | Receive-Job -Wait -AutoRemoveJob -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'CannotConvertArgumentNoMessage,*'
        $problems[0].Exception.Message | Should -Match "'Connection'"
    }
}
