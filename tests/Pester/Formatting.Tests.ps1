BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-ConnectedSandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

BeforeDiscovery {
    # Each object with a table of its own, and the columns of the table.
    $shown = @(
        @{ Name = 'NocConnection'; Columns = 'ClientId', 'BaseUri', 'GrantedTenantMacnum'; Get = { Get-NocConnection } }
        @{ Name = 'NocSite'; Columns = 'Macnum', 'Name', 'City', 'State'; Get = { Get-NocSite } }
        @{ Name = 'NocConfiguration'; Columns = 'Id', 'Macnum', 'Type', 'Name', 'Status'; Get = { Get-Circuit } }
        @{ Name = 'NocIssue'; Columns = 'Name', 'TypeName', 'SubtypeName'; Get = { Get-Circuit | Get-NocIssue } }
        @{ Name = 'NocTicket'; Columns = 'Id', 'Status', 'SiteName', 'Issue', 'LastUpdated'; Get = { $tickets } }
        @{ Name = 'NocTicketChange'; Columns = 'At', 'Id', 'SiteName', 'Field', 'Change'; Get = { $changes } }
        @{ Name = 'NocTicketConfiguration'; Columns = 'Id', 'Type', 'Name'; Get = { $tickets.Configurations } }
        @{ Name = 'NocTicketAttachment'; Columns = 'Status', 'Filename', 'Id'; Get = { $tickets.Attachments } }
        @{ Name = 'NocTicketRequest'; Columns = 'IssueName', 'Sites', 'ConfigurationIds'; Get = { $requests } }
        @{ Name = 'NocTicketSite'; Columns = 'Macnum', 'SiteName', 'ConfigurationIds'; Get = { $requests.Sites } }
        @{ Name = 'NocRequestAttachment'; Columns = 'Length', 'Name', 'Path'; Get = { $requests.Attachments } }
        @{ Name = 'NocRequestPart'; Columns = 'Name', 'Length', 'Value'; Get = { $requests.Parts } }
        @{ Name = 'NocContact'; Columns = 'Type', 'Name', 'Number'; Get = { New-NocContact Other Guard 6125550188 } }
        @{ Name = 'NocJournalEntry'; Columns = 'State', 'TicketId', 'Macnum', 'SiteName', 'SentAt'; Get = { Get-NocJournal } }
    )
}

Describe 'Formatting' -ForEach @{ Views = $shown.Name } {
    BeforeAll {
        # What an object would be whose server has a long text for each of its texts: the views ask for the name of the type.
        function Copy-WithLongText($Object, [string] $Text) {
            $copy = [ordered]@{}
            foreach ($property in $Object.GetType().GetProperties()) {
                $value = $Object.($property.Name)
                $type = $property.PropertyType
                $copy[$property.Name] = if ($type -in [string], [uri] -or $value -is [System.Collections.IEnumerable]) { $Text }
                elseif ($property.Name -eq 'Length') { 26214400 }
                elseif ($type.FullName -match 'Int64') { 9876543210 }
                elseif ($type.FullName -match 'DateTimeOffset') { [datetimeoffset]'2026-11-26T03:04:05Z' }
                else { $value }
            }

            $copy = [pscustomobject]$copy
            $copy.PSObject.TypeNames.Insert(0, $Object.GetType().FullName)
            $copy
        }

        $escape = [char]27
        Set-Content "$TestDrive/plan.pdf" 'plan'
        $more = @{ Attachment = "$TestDrive/plan.pdf"; AdditionalContact = New-NocContact Other Guard 6125550188 }
        $requests = Get-Circuit | New-NocTicket @common @more -Preview
        $tickets = Get-Circuit | New-NocTicket @common @more
        $null = Invoke-RestMethod "${env:NOCEXPRESS_BASE_URI}_sandbox/tickets/$($tickets[0].Id)" -Method Post -ContentType application/json -Body '{ "status": "Assigned" }'
        $changes = $tickets[0] | Watch-NocTicket -Timeout 00:00:02
    }

    # Each text is longer than the widest window, so that each cell fills its column; in the second row each letter is two cells wide.
    It 'has a table of <Name> with whole headers and no narrow column at any width' -ForEach $shown {
        $wide = [string][char]0x6771
        $long = @(& $Get)[0] | ForEach-Object { (Copy-WithLongText $_ ('w' * 300)), (Copy-WithLongText $_ ($wide * 300)) }
        foreach ($width in 60..250) {
            $lines = ($long | Format-Table | Out-String -Width $width).Trim("`r", "`n") -split '\r?\n'
            $lines.Count | Should -Be 4 -Because "a line of headers, one of dashes and two of cells is all there is at $width"
            $lines[0].Trim() -split '\s+' | Should -Be $Columns -Because "the headers are whole at $width"
            foreach ($line in $lines[2, 3]) {
                # A time and a ticket's state have a space in them, which does not part columns.
                $cells = $line.Trim() -replace '(?<=\d{4}-\d\d-\d\d) (?=\d\d:\d\dZ)|(?<=Resolved:) ', '_' -split '\s+'
                $widths = @($cells | ForEach-Object { $_.Length + $_.Split($wide).Count - 1 })
                ($widths | Measure-Object -Sum).Sum + $Columns.Count - 1 | Should -BeLessOrEqual $width
                # Half of a wide letter is not written.
                $narrow = @(0..($Columns.Count - 1) | Where-Object { $widths[$_] -lt $Columns[$_].Length - $cells[$_].Contains($wide) })
                $Columns[$narrow] | Should -BeNullOrEmpty -Because "no column is narrower than its header at $width"
            }
        }
    }

    It 'has a table of <Name> whose headers are its properties' -ForEach $shown {
        $object = @(& $Get)[0]
        $Columns | Where-Object { $_ -notin $object.PSObject.Properties.Name } | Should -BeNullOrEmpty
    }

    It 'finds the open tickets by the word that their table shows' {
        @($tickets | Where-Object Status -EQ Open).Count | Should -Be @($tickets).Count
    }

    It 'has each of its tables looked at by this file' -Skip:($PSVersionTable.PSVersion.Major -lt 6) {
        $tables = Get-FormatData 'NocExpress.*' |
            Where-Object { $_.FormatViewDefinition.Control.ForEach{ $_.GetType().Name } -contains 'TableControl' } |
            ForEach-Object { $_.TypeNames -replace '.*\.' }
        $tables | Sort-Object -Unique | Should -Be ($views | Sort-Object)
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
            $table | Should -Match '2 Escalated: Wait'
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
