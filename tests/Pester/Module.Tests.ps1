# The module as its users meet it: what only a real shell shows.
BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    Import-Module "$PSScriptRoot/../../NocExpress.psd1"
    $sandbox = Start-Sandbox
    $outage = @{
        IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'
        ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'
        LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100'
    }

    function Get-Circuit {
        Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband
    }

    function Get-Creation {
        @(Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/requests" | ForEach-Object { $_ } | Where-Object { $_.method -eq 'POST' -and $_.path -like '*tickets/external' })
    }

    function Clear-Request {
        $null = Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/requests" -Method Delete
    }
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Connection' {
    It 'is made from the environment by the first cmdlet that needs it' {
        Disconnect-NocExpress
        Get-NocConnection | Should -BeNullOrEmpty
        (Get-NocSite).Count | Should -Be 12
        (Get-NocConnection).BaseUri | Should -Be $env:NOCEXPRESS_BASE_URI
    }

    It 'shows no secret' {
        $connection = Connect-NocExpress -PassThru
        $shown = ($connection | Format-List * | Out-String) + ($connection | ConvertTo-Json -WarningAction Ignore)
        $shown | Should -Not -Match $env:NOCEXPRESS_CLIENT_SECRET
    }

    It 'fails at once with a wrong secret, in try and catch' {
        $wrong = [pscredential]::new('sandbox-client', (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        $caught = try { Connect-NocExpress -Credential $wrong } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'NocAuthenticationFailed,*'
    }

    It 'is the default of every runspace of the process' {
        Connect-NocExpress
        $manifest = (Resolve-Path "$PSScriptRoot/../../NocExpress.psd1").Path
        $counts = 1..3 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-NocSite).Count }
        $counts | Should -Be 12, 12, 12
    }
}

Describe 'Reading' {
    It 'stops when Select-Object has seen enough' {
        @(Get-NocSite | Select-Object -First 1).Count | Should -Be 1
    }

    It 'fits its tables into 120 columns' {
        $tables = (Get-NocSite | Out-String -Width 120), (Get-Circuit | Out-String -Width 120), (Get-Circuit | Get-NocIssue | Out-String -Width 120)
        foreach ($table in $tables) {
            ($table -split "`n")[1] | Should -Match '^\S*\s*(Macnum|Id|Name)'
        }
    }

    It 'names a site without a macnum in an error and goes on' {
        $circuits = Get-NocSite | Get-NocConfiguration -Service Broadband -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NocValidationFailed,*'
        $problems[0].Exception.Message | Should -Match "O'Malley's Grill"
        $circuits.Count | Should -Be 11
    }

    It 'asks for tickets by pipeline' {
        $ticket = Get-Circuit | Select-Object -First 1 | New-NocTicket @outage
        ($ticket | Get-NocTicket).Id | Should -Be $ticket.Id
    }
}

Describe 'New-NocTicket' {
    BeforeEach {
        Clear-Request
    }

    It 'says what it would do under -WhatIf, and sends nothing' {
        Set-Content "$TestDrive/floor plan.pdf" 'plan'
        Start-Transcript "$TestDrive/transcript.txt" | Out-Null
        Get-Circuit | New-NocTicket @outage -Attachment "$TestDrive/floor plan.pdf" -WhatIf
        Stop-Transcript | Out-Null
        Get-Content "$TestDrive/transcript.txt" -Raw | Should -Match 'What if: .*Minneapolis - Hennepin Ave.*Circuit Down.*floor plan\.pdf \(\d+ bytes\)'
        Get-Creation | Should -BeNullOrEmpty
    }

    It 'takes the rows of Import-Csv' {
        Get-Circuit | Export-Csv "$TestDrive/circuits.csv"
        $tickets = Import-Csv "$TestDrive/circuits.csv" | New-NocTicket @outage
        $tickets.Count | Should -Be 3
    }

    It 'takes configurations that come back from JSON' {
        $tickets = Get-Circuit | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ } | New-NocTicket @outage
        $tickets.Count | Should -Be 3
    }

    It 'takes configurations that come out of a job' {
        $manifest = (Resolve-Path "$PSScriptRoot/../../NocExpress.psd1").Path
        $fromJob = Start-Job { Import-Module $using:manifest; Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband } | Receive-Job -Wait -AutoRemoveJob
        @($fromJob | New-NocTicket @outage).Count | Should -Be 3
    }

    It 'attaches what Get-ChildItem finds, as a parameter and from the pipeline' {
        $folder = New-Item "$TestDrive/plans" -ItemType Directory
        Set-Content -LiteralPath "$folder/plan [1].pdf" 'one'
        Set-Content -LiteralPath "$folder/plan [2].PDF" 'two'
        $circuit = (Get-Circuit)[0]

        $null = $circuit | New-NocTicket @outage -LiteralAttachment (Get-ChildItem $folder)
        $ticket = Get-ChildItem $folder | New-NocTicket @outage -Macnum $circuit.Macnum -ConfigurationId $circuit.Id -TypeName $circuit.TypeName -SubtypeName $circuit.SubtypeName

        @($ticket).Count | Should -Be 1
        foreach ($creation in Get-Creation) {
            $creation.files.fileName | Should -Be 'plan [1].pdf', 'plan [2].PDF'
        }
        (Get-Creation).Count | Should -Be 2
    }

    It 'leaves its errors in $Error, with the input as their target' {
        $Error.Clear()
        $circuit = (Get-Circuit)[0]
        $outage.LocalContactNumber = '555-HELP'
        $circuit | New-NocTicket @outage -ErrorAction SilentlyContinue
        $outage.LocalContactNumber = '(612) 555-0100'
        $Error[0].FullyQualifiedErrorId | Should -BeLike 'NocValidationFailed,*'
        $Error[0].TargetObject.Id | Should -Be $circuit.Id
        $Error[0].Exception.Message | Should -Match "LocalContactNumber '555-HELP'"
        Get-Creation | Should -BeNullOrEmpty
    }

    It 'previews the parts' {
        $request = Get-Circuit | New-NocTicket @outage -Preview | Select-Object -First 1
        $request.Parts.Name | Should -Contain 'sites'
        Get-Creation | Should -BeNullOrEmpty
    }

    It 'opens tickets for many sites in one request' {
        $circuits = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband
        @($circuits | New-NocTicket @outage -MultiSite Outage -AdditionalContact (New-NocContact Other 'Guard' 6125550188)).Count | Should -Be 11
        (Get-Creation).Count | Should -Be 1
    }
}
