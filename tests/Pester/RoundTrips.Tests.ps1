BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Round trips' {
    BeforeAll {
        $circuits = Get-Circuit
        $expected = $circuits | New-NocTicket @common -Preview | ForEach-Object { "$($_.Parts)" }
    }

    It 'brings configurations through <Name> to the same requests' -ForEach @(
        @{ Name = 'CSV'; Trip = { $circuits | Export-Csv "$TestDrive/circuits.csv"; Import-Csv "$TestDrive/circuits.csv" } }
        @{ Name = 'CSV text'; Trip = { $circuits | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'JSON'; Trip = { $circuits | ConvertTo-Json -Depth 5 | Set-Content "$TestDrive/circuits.json"; Get-Content "$TestDrive/circuits.json" -Raw | ConvertFrom-Json } }
        @{ Name = 'JSON of the default depth'; Trip = { $circuits | ConvertTo-Json | ConvertFrom-Json } }
        @{ Name = 'CLIXML'; Trip = { $circuits | Export-Clixml "$TestDrive/circuits.xml"; Import-Clixml "$TestDrive/circuits.xml" } }
        @{ Name = 'Select-Object'; Trip = { $circuits | Select-Object Macnum, ConfigurationId, TypeName, SubtypeName } }
    ) {
        $requests = & $Trip | ForEach-Object { $_ } | New-NocTicket @common -Preview -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $requests | ForEach-Object { "$($_.Parts)" } | Should -Be $expected
    }

    It 'writes text and no name of a type into the table of <Name>' -ForEach @(
        @{ Name = 'configurations'; Get = { Get-NocConfiguration $circuits.Macnum } }
        @{ Name = 'tickets'; Get = { $circuits | New-NocTicket @common -CustomerTicketNumber INC0099 } }
        @{ Name = 'requests'; Get = { $circuits | New-NocTicket @common -MultiSite Outage -SkipIssueCheck -Preview } }
        @{ Name = 'errors'; Get = {
                Add-Fault @{ path = 'tickets/external'; status = 400 }
                $circuits | New-NocTicket @common -MultiSite Outage -SkipIssueCheck -ErrorVariable problems -ErrorAction SilentlyContinue
                Clear-Fault
                $problems | Should -HaveCount 1
                $problems.Exception | Select-Object Kind, Sites, ServerErrors, Opened
            }
        }
    ) {
        $table = & $Get | ConvertTo-Csv
        $table | Should -Not -BeNullOrEmpty
        $table | Select-String 'NocExpress\.|System\.' | Should -BeNullOrEmpty
    }

    It 'asks for the issues of configurations that come out of a <Name> as of live ones' -ForEach @(
        @{ Name = 'table'; Trip = { $all | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'JSON'; Trip = { $all | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Name = 'job'; Trip = { Start-Job { $using:all } | Receive-Job -Wait -AutoRemoveJob } }
    ) {
        $all = Get-NocConfiguration $circuits[0].Macnum
        (& $Trip | ForEach-Object { $_ } | Get-NocIssue).Name | Should -Be ($all | Get-NocIssue).Name
    }

    It 'opens tickets from the rows of Import-Csv' {
        $circuits | Export-Csv "$TestDrive/open.csv"
        @(Import-Csv "$TestDrive/open.csv" | New-NocTicket @common).Count | Should -Be 3
    }

    It 'asks for the configurations of sites, and for tickets, that come out of a file' {
        Get-NocSite -Search Minneapolis | Export-Csv "$TestDrive/sites.csv"
        (Import-Csv "$TestDrive/sites.csv" | Get-NocConfiguration -Service Broadband).Id | Should -Be $circuits.Id
        $tickets = $circuits | New-NocTicket @common
        $tickets | Export-Csv "$TestDrive/tickets.csv"
        (Import-Csv "$TestDrive/tickets.csv" | Get-NocTicket).Id | Should -Be $tickets.Id
        $tickets | Export-Clixml "$TestDrive/tickets.xml"
        (Import-Clixml "$TestDrive/tickets.xml" | Get-NocTicket).Id | Should -Be $tickets.Id
    }

    It 'keeps leading zeros in CSV and JSON' {
        $site = Get-NocSite -Store 127
        ($site | ConvertTo-Csv | ConvertFrom-Csv).Zip | Should -Be '02116'
        ($site | ConvertTo-Json | ConvertFrom-Json).Zip | Should -Be '02116'
    }
}
