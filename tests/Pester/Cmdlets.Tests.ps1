# What each cmdlet is for, in a real shell.
BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    Import-Module "$PSScriptRoot/../../NocExpress.psd1"
    $sandbox = Start-Sandbox
    Connect-NocExpress -RequestsPerMinute 10000
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Connect-NocExpress' {
    It 'writes the connection with -PassThru and nothing without it' {
        Connect-NocExpress -RequestsPerMinute 10000 | Should -BeNullOrEmpty
        (Connect-NocExpress -RequestsPerMinute 10000 -PassThru).ClientId | Should -Be 'sandbox-client'
    }
}

Describe 'Get-NocConnection' {
    It 'returns the connection that was made last' {
        $first = Connect-NocExpress -RequestsPerMinute 10000 -PassThru
        $second = Connect-NocExpress -RequestsPerMinute 10000 -PassThru
        [object]::ReferenceEquals((Get-NocConnection), $second) | Should -BeTrue
        $first.IsClosed | Should -BeFalse
    }
}

Describe 'Disconnect-NocExpress' {
    It 'ends the connection that comes by the pipeline, and leaves the default' {
        $other = Connect-NocExpress -RequestsPerMinute 10000 -PassThru
        Connect-NocExpress -RequestsPerMinute 10000
        $other | Disconnect-NocExpress
        $other.IsClosed | Should -BeTrue
        (Get-NocConnection).IsClosed | Should -BeFalse
        { Get-NocSite -Connection $other } | Should -Throw -ErrorId 'NocNotConnected,*'
    }
}

Describe 'Get-NocSite' {
    It 'binds its filters to the columns of a table' {
        ('Search,Store', 'Minneapolis,118' | ConvertFrom-Csv | Get-NocSite).City | Should -Be 'Minneapolis'
    }
}

Describe 'Get-NocConfiguration' {
    It 'takes sites and macnums from the pipeline alike' {
        $sites = Get-NocSite -Search Minneapolis
        $bySite = $sites | Get-NocConfiguration -Service Broadband
        $byMacnum = $sites.Macnum | Get-NocConfiguration -Service broadband
        $byMacnum.Id | Should -Be $bySite.Id
        $bySite.Count | Should -Be 3
    }
}

Describe 'Get-NocIssue' {
    It 'lists the issues of a type and subtype' {
        (Get-NocIssue 'Broadband Service Request' 'Service Outage').Name | Should -Contain 'Circuit Down'
    }
}

Describe 'Get-NocTicket' {
    It 'says which number there is no ticket for, and reads the others' {
        $outage = @{
            IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'
            ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'
            LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100'
        }
        $ticket = Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | Select-Object -First 1 | New-NocTicket @outage
        $read = Get-NocTicket 1, $ticket.Id -ErrorVariable problems -ErrorAction SilentlyContinue
        $read.Id | Should -Be $ticket.Id
        $problems.Count | Should -Be 1
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be 1
    }
}

Describe 'New-NocContact' {
    It 'reduces a phone number to digits, and refuses an extension' {
        (New-NocContact Other Guard '+1 (612) 555-0188').Number | Should -Be 16125550188
        New-NocContact Other Guard '612-555-0188 x5' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NocValidationFailed,*'
    }
}
