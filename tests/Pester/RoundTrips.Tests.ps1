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
