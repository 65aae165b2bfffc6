BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Invoke-NocRequest' {
    BeforeEach {
        Clear-Request
        Clear-Fault
    }

    It 'reads what Get-NocSite reads, with the names of the API' {
        $sites = Invoke-NocRequest api/v1/noc/companies/sites -Query @{ search = 'Minneapolis' } | ForEach-Object { if ($_.results) { $_.results } else { $_ } }
        $sites.macnum | Should -Be (Get-NocSite -Search Minneapolis).Macnum
    }

    It 'gives a text to Set-Content and ConvertFrom-Json with -Raw' {
        $text = Invoke-NocRequest api/v1/noc/tickets/static -Raw
        $text | Should -BeOfType [string]
        ($text | ConvertFrom-Json).ticket_issues_dropdown_values | Should -Contain 'Circuit Down'
    }

    It 'sends what ConvertTo-Json gives, and a hashtable alike' {
        Add-Fault @{ path = 'notes'; status = 200; body = '{"id": 1}' }
        $note = @{ text = 'Größe'; sites = @('1', '2') }
        $null = Invoke-NocRequest api/v1/noc/notes -Method POST -Body $note
        $null = Invoke-NocRequest api/v1/noc/notes -Method POST -Body ($note | ConvertTo-Json)
        $bodies = @(Invoke-Sandbox requests).body | ForEach-Object { $_ | ConvertFrom-Json }
        $bodies.text | Should -Be 'Größe', 'Größe'
        $bodies[0].sites | Should -Be $bodies[1].sites
    }

    It 'sends a file from Get-Item, and takes no text for the path of one' {
        Add-Fault @{ path = 'notes'; status = 200; body = '{}' }
        Set-Content "$TestDrive/note.txt" 'hello' -NoNewline
        $null = Invoke-NocRequest api/v1/noc/notes -Method POST -Form @{ text = "$TestDrive/note.txt"; file = Get-Item "$TestDrive/note.txt" }
        $request = Invoke-Sandbox requests
        $request.fields.value | Should -Be "$TestDrive/note.txt"
        $request.files.fileName | Should -Be 'note.txt'
    }

    It 'sends nothing under -WhatIf, and asks nothing under -Confirm:$false' {
        Invoke-NocRequest api/v1/noc/notes -Method DELETE -WhatIf
        Invoke-Sandbox requests | Should -BeNullOrEmpty
        Add-Fault @{ path = 'notes'; status = 204 }
        Invoke-NocRequest api/v1/noc/notes -Method DELETE -Confirm:$false
        (Invoke-Sandbox requests).method | Should -Be 'DELETE'
    }

    It 'refuses another host before the token is out' {
        { Invoke-NocRequest https://elsewhere.example/api -ErrorAction Stop } | Should -Throw -ErrorId 'NocValidationFailed,*' -ExpectedMessage "-Path 'https://elsewhere.example/api'*"
        Invoke-Sandbox requests | Should -BeNullOrEmpty
    }

    It 'sends a request that is no GET once' {
        Add-Fault @{ path = 'notes'; status = 503 }
        { Invoke-NocRequest api/v1/noc/notes -Method POST -Body @{} -ErrorAction Stop } | Should -Throw -ErrorId 'NocOutcomeUnknown,*'
        @(Invoke-Sandbox requests).Count | Should -Be 1
    }
}
