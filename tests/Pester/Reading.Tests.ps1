BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Get-NocSite' {
    It 'stops when Select-Object has seen enough' {
        @(Get-NocSite | Select-Object -First 1).Count | Should -Be 1
    }

    It 'fills variables on its way down the pipeline' {
        $null = Get-NocSite -OutVariable all -PipelineVariable site | Tee-Object -Variable copied | Where-Object City -eq 'Boston' | ForEach-Object { $found = $site }
        $all.Count | Should -Be 12
        $copied | Should -Be $all
        $found.City | Should -Be 'Boston'
    }

    It 'counts and groups' {
        (Get-NocSite | Measure-Object).Count | Should -Be 12
        $groups = Get-NocSite | Group-Object City
        ($groups | Where-Object Name -eq 'Minneapolis').Count | Should -Be 3
    }

    It 'sorts by name, and finds the same sites in two readings' {
        $sites = Get-NocSite
        $again = Get-NocSite
        ($sites | Sort-Object).Name | Should -Be ($sites.Name | Sort-Object)
        Compare-Object $sites $again | Should -BeNullOrEmpty
        (Compare-Object $sites ($again | Select-Object -Skip 1)).InputObject | Should -Be $sites[0]
        @($sites + $again | Sort-Object | Get-Unique).Count | Should -Be 12
        @($sites + $again | Sort-Object -Unique).Count | Should -Be 12
        @($sites + $again | Select-Object -Unique).Count | Should -Be 12
    }

    It 'sees its warnings in -WarningVariable' {
        $null = Get-NocSite -Store 999 -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
        $warned[0].Message | Should -Match "store '999'"
    }

    It 'offers its parameters on Tab' {
        $line = 'Get-NocSite -Pa'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain '-PageSize'
    }
}

Describe 'Get-NocConfiguration' {
    It 'names a site without a macnum in an error and goes on' {
        $circuits = Get-NocSite | Get-NocConfiguration -Service Broadband -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NocValidationFailed,*'
        $problems[0].Exception.Message | Should -Match "O'Malley's Grill"
        $circuits.Count | Should -Be 11
    }

    It 'finds the same configurations in two readings' {
        $circuits = Get-Circuit
        Compare-Object $circuits (Get-Circuit) | Should -BeNullOrEmpty
        ($circuits | Sort-Object -Descending).Id | Should -Be ($circuits.Id | Sort-Object -Descending)
        @($circuits + (Get-Circuit) | Group-Object Id).Count | Should -Be 3
    }
}

Describe 'Get-NocIssue' {
    It 'takes type and subtype from configurations, once for all that share them' {
        Clear-Request
        $issues = Get-Circuit | Get-NocIssue
        $issues.Name | Should -Contain 'Circuit Down'
        $issues.TypeName | Select-Object -Unique | Should -Be 'Broadband Service Request'
        @(Invoke-Sandbox requests | Where-Object path -like '*tickets/static' | Where-Object query -like '*type_name*').Count | Should -Be 1
    }
}

Describe 'Get-NocTicket' {
    It 'asks for tickets by pipeline, and finds the same in another state' {
        $tickets = Get-Circuit | New-NocTicket @common
        $again = $tickets | Get-NocTicket
        $again.Id | Should -Be $tickets.Id
        Compare-Object $tickets $again | Should -BeNullOrEmpty
        $again -contains $tickets[0] | Should -BeTrue
    }

    It 'sorts by number' {
        foreach ($id in 10, 9) {
            Add-Fault @{ path = "noc/tickets/$id"; status = 200; body = "{`"id`":$id,`"summary`":`"A`"}" }
        }
        (Get-NocTicket 10, 9 | Sort-Object).Id | Should -Be 9, 10
        Clear-Fault
    }
}
