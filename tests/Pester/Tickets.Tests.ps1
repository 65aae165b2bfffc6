BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'New-NocTicket' {
    BeforeEach {
        Clear-Request
    }

    It 'says what it would do under -WhatIf, and sends nothing' {
        Set-Content "$TestDrive/floor plan.pdf" 'plan'
        Start-Transcript "$TestDrive/transcript.txt" | Out-Null
        Get-Circuit | New-NocTicket @common -Attachment "$TestDrive/floor plan.pdf" -WhatIf
        Stop-Transcript | Out-Null
        Get-Content "$TestDrive/transcript.txt" -Raw | Should -Match 'What if: .*Minneapolis - Hennepin Ave.*Circuit Down.*floor plan\.pdf \(\d+ bytes\)'
        Get-CreateRequest | Should -BeNullOrEmpty
    }

    It 'attaches what Get-ChildItem finds, as a parameter and from the pipeline' {
        $folder = New-Item "$TestDrive/plans" -ItemType Directory
        Set-Content -LiteralPath "$folder/plan [1].pdf" 'one'
        Set-Content -LiteralPath "$folder/plan [2].PDF" 'two'
        $circuit = (Get-Circuit)[0]

        $null = $circuit | New-NocTicket @common -LiteralAttachment (Get-ChildItem $folder)
        $ticket = Get-ChildItem $folder | New-NocTicket @common -Macnum $circuit.Macnum -ConfigurationId $circuit.Id -TypeName $circuit.TypeName -SubtypeName $circuit.SubtypeName

        @($ticket).Count | Should -Be 1
        foreach ($creation in Get-CreateRequest) {
            $creation.files.fileName | Should -Be 'plan [1].pdf', 'plan [2].PDF'
        }
        (Get-CreateRequest).Count | Should -Be 2
    }

    It 'previews the parts' {
        $request = Get-Circuit | New-NocTicket @common -Preview | Select-Object -First 1
        $request.Parts.Name | Should -Contain 'sites'
        Get-CreateRequest | Should -BeNullOrEmpty
    }

    It 'opens tickets for many sites in one request' {
        $circuits = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband
        @($circuits | New-NocTicket @common -MultiSite Outage -AdditionalContact (New-NocContact Other 'Guard' 6125550188)).Count | Should -Be 11
        (Get-CreateRequest).Count | Should -Be 1
    }

    It 'completes its parameters on Tab' {
        $line = 'New-NocTicket -JournalP'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be '-JournalPath'
    }
}

Describe 'New-NocContact' {
    It 'makes contacts from the rows of a table' {
        $rows = @'
Type,Name,Number
Technical contact,Field services,+1 612-555-0199
Other,Guard,(612) 555-0188
'@ | ConvertFrom-Csv
        $contacts = $rows | ForEach-Object { New-NocContact $_.Type $_.Name $_.Number }
        $contacts.Number | Should -Be 16125550199, 6125550188
        "$contacts" | Should -Be 'Field services Guard'
    }

    It 'refuses a number with letters' {
        { New-NocContact Other Guard 555-HELP -ErrorAction Stop } | Should -Throw -ErrorId 'NocValidationFailed,*'
    }
}
