BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Connect-NocExpress' {
    AfterAll {
        Connect-NocExpress -RequestsPerMinute 10000
    }

    It 'gives nothing without -PassThru, and then shows no secret' {
        Connect-NocExpress -RequestsPerMinute 10000 | Should -BeNullOrEmpty
        $connection = Connect-NocExpress -RequestsPerMinute 10000 -PassThru
        $shown = ($connection | Format-List * | Out-String) + ($connection | ConvertTo-Json -WarningAction Ignore) + ($connection | ConvertTo-Csv | Out-String)
        $connection | Export-Clixml "$TestDrive/connection.xml"
        $shown += Get-Content "$TestDrive/connection.xml" -Raw
        $shown | Should -Match '127\.0\.0\.1'
        $shown | Should -Not -Match $env:NOCEXPRESS_CLIENT_SECRET
    }

    It 'fails at once with a wrong secret, in try and catch' {
        $wrong = [pscredential]::new('sandbox-client', (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        $caught = try { Connect-NocExpress -Credential $wrong } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'NocAuthenticationFailed,*'
    }

    It 'keeps several connections side by side' {
        $other = Connect-NocExpress -GrantedTenantMacnum 39639469 -RequestsPerMinute 10000 -PassThru
        Connect-NocExpress -RequestsPerMinute 10000
        Clear-Request
        $null = Get-NocSite -Connection $other
        $null = Get-NocSite
        $queries = (Invoke-Sandbox requests | Where-Object path -like '*sites').query
        $queries[0] | Should -Match 'granted_tenant_macnum=39639469'
        $queries[1] | Should -Not -Match 'granted_tenant_macnum'
    }

    It 'writes a trace that PowerShell reads, without a secret, a token or a name' {
        Connect-NocExpress -RequestsPerMinute 10000 -TracePath "$TestDrive/trace.har"
        $null = Get-NocSite -Search Minneapolis
        $text = Get-Content "$TestDrive/trace.har" -Raw
        $entries = ($text | ConvertFrom-Json).log.entries
        $entries.request.method | Should -Be POST, GET
        $entries.response.status | Should -Be 200, 200
        $text | Should -Not -Match $env:NOCEXPRESS_CLIENT_SECRET
        $text | Should -Not -Match Minneapolis
    }
}

Describe 'Get-NocConnection' {
    It 'gives the connection that the first cmdlet made from the environment' {
        Disconnect-NocExpress
        Get-NocConnection | Should -BeNullOrEmpty
        (Get-NocSite).Count | Should -Be 12
        (Get-NocConnection).BaseUri | Should -Be $env:NOCEXPRESS_BASE_URI
        Connect-NocExpress -RequestsPerMinute 10000
    }
}

Describe 'Disconnect-NocExpress' {
    AfterAll {
        Connect-NocExpress -RequestsPerMinute 10000
    }

    It 'closes the default connection, and says nothing' {
        $connection = Connect-NocExpress -RequestsPerMinute 10000 -PassThru
        Disconnect-NocExpress | Should -BeNullOrEmpty
        $connection.IsClosed | Should -BeTrue
        { Get-NocSite -Connection $connection -ErrorAction Stop } | Should -Throw -ErrorId 'NocNotConnected,*'
    }
}

Describe 'Test-NocConnection' {
    It 'ends with what to set, and can be exported' {
        $checks = Test-NocConnection
        $checks[-1].Name | Should -Be 'Settings'
        $checks | Export-Csv "$TestDrive/checks.csv"
        (Import-Csv "$TestDrive/checks.csv").Count | Should -Be $checks.Count
    }

    It 'reads like a report' {
        $shown = Test-NocConnection | Out-String
        $shown | Should -Match 'Result: Confirmed'
        $shown | Should -Match 'Result: Unknown'
    }
}
