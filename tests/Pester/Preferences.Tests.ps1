BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Preferences' {
    BeforeEach {
        Clear-Request
    }

    It '$ErrorActionPreference Stop ends the run at the first error' {
        & {
            $ErrorActionPreference = 'Stop'
            { Get-NocSite | Get-NocConfiguration -Service Broadband } | Should -Throw -ErrorId 'NocValidationFailed,*'
        }
    }

    It '$WhatIfPreference sends nothing, and -WhatIf:$false overrides it' {
        $circuit = (Get-Circuit)[0]
        & {
            $WhatIfPreference = $true
            $circuit | New-NocTicket @common | Should -BeNullOrEmpty
            Get-CreateRequest | Should -BeNullOrEmpty
            @($circuit | New-NocTicket @common -WhatIf:$false).Count | Should -Be 1
        }
    }

    It '$ConfirmPreference Medium asks, so that a process that cannot be asked sends nothing' {
        $said = Invoke-OtherProcess ('$ConfirmPreference = "Medium"; Get-NocSite -Store 118 | Get-NocConfiguration -Service Broadband | New-NocTicket -IssueName "Circuit Down" -MaintenanceWindow Anytime ' +
            '-AccessHours 8-5 -ContactName NOC -ContactEmailAddress noc@example.com -LocalContactName Desk -LocalContactNumber 6125550100')
        "$said" | Should -Match 'NonInteractive'
        Get-CreateRequest | Should -BeNullOrEmpty
    }

    It '$ConfirmPreference <_> does not ask' -ForEach 'High', 'None' {
        $said = Invoke-OtherProcess ("`$ConfirmPreference = '$_'; Get-NocSite -Store 118 | Get-NocConfiguration -Service Broadband | New-NocTicket -IssueName 'Circuit Down' -MaintenanceWindow Anytime " +
            '-AccessHours 8-5 -ContactName NOC -ContactEmailAddress noc@example.com -LocalContactName Desk -LocalContactNumber 6125550100 | ForEach-Object Id')
        "$said" | Should -Match '^\d+$'
        @(Get-CreateRequest).Count | Should -Be 1
    }

    It '$VerbosePreference tells of each request, without what is asked for' {
        & {
            $VerbosePreference = 'Continue'
            $null = Get-NocSite -Search 'Hennepin' -Verbose:$false
            $messages = Get-NocSite -Search 'Hennepin' 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            $messages.Message | Should -Match '^GET .*/companies/sites.* 200 '
            $messages.Message | Should -Not -Match 'Hennepin'
        }
    }

    It '$WarningPreference Stop ends a reading that found nothing' {
        & {
            $WarningPreference = 'Stop'
            { Get-NocSite -Store 999 } | Should -Throw
        }
    }

    It '$ProgressPreference <Preference> writes progress: <Written>' -ForEach @(
        @{ Preference = 'Continue'; Written = $true }
        @{ Preference = 'SilentlyContinue'; Written = $false }
    ) {
        $shell = [powershell]::Create().AddScript({
            param($manifest, $common, $preference)
            $ProgressPreference = $preference
            Import-Module $manifest
            Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common
        }).AddArgument($manifest).AddArgument($common).AddArgument($Preference)
        $shell.Invoke().Count | Should -Be 3
        # A shell that was started with -NonInteractive is told no progress at all.
        $Written = $Written -and -not ([Environment]::GetCommandLineArgs() -match '^-noni')
        @($shell.Streams.Progress | Where-Object StatusDescription -like 'Request * of 3').Count -gt 0 | Should -Be $Written
        $shell.Dispose()
    }
}
