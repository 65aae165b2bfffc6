BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'Times' {
    BeforeAll {
        $ticket = Get-Circuit | Select-Object -First 1 | New-NocTicket @common
        $entered = $ticket.DateEntered.UtcDateTime
        $invariant = [cultureinfo]::InvariantCulture
        $shown = $entered.ToString('yyyy-MM-dd HH:mm', $invariant) + 'Z'
        $listed = $entered.ToString('yyyy-MM-dd HH:mm:ss', $invariant) + 'Z'
        $before = [cultureinfo]::CurrentCulture
    }

    AfterEach {
        [cultureinfo]::CurrentCulture = $before
    }

    # Thai and Arabic cultures count years by other calendars.
    It 'are in UTC, marked as such, and of the Gregorian calendar in the culture <_>' -ForEach '', 'th-TH', 'ar-SA', 'fa-IR', 'de-DE' {
        [cultureinfo]::CurrentCulture = $_
        $ticket | Format-Table | Out-String -Width 120 | Should -Match ([regex]::Escape($shown))
        $ticket | Format-List | Out-String | Should -Match ([regex]::Escape(": $listed"))
    }

    It 'are the same for a ticket that comes out of a job' {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($ticket))
        $copy | Format-Table | Out-String -Width 120 | Should -Match ([regex]::Escape($shown))
    }
}
