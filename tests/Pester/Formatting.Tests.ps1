BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

BeforeDiscovery {
    # Each object, the columns that 120 characters show, and those of them that 80 still show.
    $shown = @(
        @{ Name = 'NocConnection'; Wide = 'BaseUri', 'ClientId', 'Tenant', 'PerMinute', 'TokenExpiresAt'; Narrow = 3; Get = { Get-NocConnection } }
        @{ Name = 'NocSite'; Wide = 'Macnum', 'Name', 'City', 'State', 'Zip', 'Address', 'Chronic'; Narrow = 5; Get = { Get-NocSite } }
        @{ Name = 'NocConfiguration'; Wide = 'Id', 'Macnum', 'Type', 'Name', 'Status', 'TicketType', 'TicketSubtype'; Narrow = 5; Get = { Get-Circuit } }
        @{ Name = 'NocIssue'; Wide = 'Name', 'TypeName', 'SubtypeName'; Narrow = 3; Get = { Get-Circuit | Get-NocIssue } }
        @{ Name = 'NocTicket'; Wide = 'Id', 'Status', 'Issue', 'Site', 'Entered', 'City'; Narrow = 4; Get = { $tickets } }
        @{ Name = 'NocTicketConfiguration'; Wide = 'Id', 'Type', 'Name'; Narrow = 3; Get = { $tickets.Configurations } }
        @{ Name = 'NocTicketAttachment'; Wide = 'Filename', 'Status', 'Id'; Narrow = 3; Get = { $tickets.Attachments } }
        @{ Name = 'NocTicketRequest'; Wide = 'Sites', 'Issue', 'Configurations', 'Attachments'; Narrow = 3; Get = { $requests } }
        @{ Name = 'NocTicketSite'; Wide = 'Macnum', 'SiteName', 'MaintenanceWindow', 'Configurations'; Narrow = 4; Get = { $requests.Sites } }
        @{ Name = 'NocRequestAttachment'; Wide = 'Length', 'Name', 'Path'; Narrow = 3; Get = { $requests.Attachments } }
        @{ Name = 'NocRequestPart'; Wide = 'Name', 'Length', 'Value'; Narrow = 3; Get = { $requests.Parts } }
        @{ Name = 'NocContact'; Wide = 'Type', 'Name', 'Number'; Narrow = 3; Get = { New-NocContact Other Guard 6125550188 } }
    )
}

Describe 'Formatting' {
    BeforeAll {
        $escape = [char]27
        Set-Content "$TestDrive/plan.pdf" 'plan'
        $more = @{ Attachment = "$TestDrive/plan.pdf"; AdditionalContact = New-NocContact Other Guard 6125550188 }
        $requests = Get-Circuit | New-NocTicket @common @more -Preview
        $tickets = Get-Circuit | New-NocTicket @common @more
    }

    It 'has a table of <Name> that is whole in 120 columns and sensible in 80' -ForEach $shown {
        $objects = & $Get
        foreach ($width in 120, 80) {
            $lines = ($objects | Format-Table | Out-String -Width $width) -split '\r?\n'
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $width
            $columns = if ($width -eq 120) { $Wide } else { $Wide[0..($Narrow - 1)] }
            $lines[1].Trim() -split '\s+' | Should -Be $columns
        }
    }

    It 'has a list of <Name> without internals, and Select-Object still sees all' -ForEach $shown {
        $first = @(& $Get)[0]
        $list = $first | Format-List | Out-String
        $list | Should -Not -BeNullOrEmpty
        $list | Should -Not -Match 'AdditionalProperties|Parts'
        @(($first | Select-Object *).PSObject.Properties).Count | Should -Be $first.GetType().GetProperties().Count
    }

    It 'does not keep another copy of the module from being imported into the session' {
        $copy = New-Item "$TestDrive/copy" -ItemType Directory
        Copy-Item $manifest, (Join-Path (Split-Path $manifest) 'bin'), (Join-Path (Split-Path $manifest) 'deps') $copy -Recurse
        $said = Invoke-OtherProcess "Import-Module '$copy/$(Split-Path $manifest -Leaf)'; (Get-NocSite).Count"
        "$said" | Should -Be '12'
    }

    It 'shows whole what a ticket or a site is looked up by, in 80 columns' {
        $table = $tickets | Out-String -Width 80
        foreach ($ticket in $tickets) {
            $table | Should -Match "\s$($ticket.Id)\s+Open\s"
        }
        $table = Get-Circuit | Out-String -Width 80
        foreach ($circuit in Get-Circuit) {
            $table | Should -Match "\s$($circuit.Id)\s+$($circuit.Macnum)\s"
        }
    }

    It 'shows tickets by number and summary with Format-Wide' {
        $tickets | Format-Wide -Column 1 | Out-String | Should -Match "#$($tickets[0].Id) $([regex]::Escape($tickets[0].Summary))"
    }

    It 'shows values that are missing as nothing' {
        Add-Fault @{ path = 'noc/tickets/7'; status = 200; times = 1; body = '{"id":7}' }
        Add-Fault @{ path = 'companies/sites'; status = 200; times = 1; body = '[{}]' }
        $empty = @(Get-NocTicket 7) + (Get-NocSite)
        $Error.Clear()
        $empty[0] | Out-String | Should -Match '(?m)^\s+7\s*$'
        $null = $empty | ForEach-Object { $_ | Format-Table | Out-String; $_ | Format-List | Out-String; $_ | Format-Wide | Out-String }
        $Error | Should -BeNullOrEmpty
        Clear-Fault
    }

    It 'looks the same when it comes out of a file' {
        $tickets | Export-Clixml "$TestDrive/tickets.xml"
        $again = Import-Clixml "$TestDrive/tickets.xml"
        $again | Out-String | Should -Be ($tickets | Out-String)
        $again[0] | Format-List | Out-String | Should -Not -Match 'AdditionalProperties'
    }

    Context 'of a ticket''s state' {
        BeforeAll {
            $rendering = $PSStyle.OutputRendering
            $bodies = @{
                1 = '{"id":1,"status_name":"Closed","date_resolved":"2026-01-02T03:04:05Z","g360_escalated":true}'
                2 = '{"id":2,"status_name":"Waiting for the local carrier","g360_escalated":true}'
                3 = '{"id":3,"status_name":"Resolved","date_resolved":"2026-01-02T03:04:05Z"}'
                4 = '{"id":4,"g360_status":"New"}'
                5 = '{"id":5,"status_name":"Op\u001b[31men\u0007","g360_escalated":true}'
            }
            foreach ($id in $bodies.Keys) {
                Add-Fault @{ path = "noc/tickets/$id"; status = 200; body = $bodies[$id] }
            }
            $states = Get-NocTicket 1, 2, 3, 4, 5
            Clear-Fault
        }

        AfterEach {
            $PSStyle.OutputRendering = $rendering
        }

        It 'begins with what matters, in words' {
            $PSStyle.OutputRendering = 'PlainText'
            $table = $states | Out-String -Width 80
            $table | Should -Match '1 Resolved: Closed'
            $table | Should -Match '2 Escalated: Waiting'
            $table | Should -Match '3 Resolved\s'
            $table | Should -Match '4 New\s'
        }

        It 'has colour where it is asked for' {
            $PSStyle.OutputRendering = 'Ansi'
            $table = $states | Out-String -Width 120
            $table | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Green)Resolved: Closed$($PSStyle.Reset)"))
            $table | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Red)Escalated: "))
        }

        It 'has none in a string or a file, with OutputRendering <_>' -ForEach 'Host', 'PlainText' {
            $PSStyle.OutputRendering = $_
            $states | Out-File "$TestDrive/states.txt"
            ($states | Out-String) + (Get-Content "$TestDrive/states.txt" -Raw) | Should -Not -Match $escape
        }

        It 'has none in the output of a process, with NO_COLOR <_>' -ForEach '', '1' {
            $noColor = $env:NO_COLOR
            $env:NO_COLOR = $_
            Add-Fault @{ path = 'noc/tickets/2'; status = 200; body = $bodies[2] }
            $lines = Invoke-OtherProcess 'Get-NocTicket 2' | Where-Object { $_ -match 'Escalated' }
            $env:NO_COLOR = $noColor
            Clear-Fault
            $lines | Should -Not -BeNullOrEmpty
            $lines | Should -Not -Match $escape
        }

        It 'lets no control character of the server through' {
            $PSStyle.OutputRendering = 'Ansi'
            $line = ($states[4] | Out-String -Width 120) -split "`n" | Where-Object { $_ -match 'Escalated' }
            $line | Should -Match 'Escalated: Op.\[31m'
            $line | Should -Not -Match "$escape\[31men|`a"
        }
    }
}
