# The help as its readers meet it. Every example of it is run as it is written against the sandbox; those of a cmdlet follow one another.
BeforeDiscovery {
    . "$PSScriptRoot/Sandbox.ps1"
    Import-Module $manifest
    $cmdlets = foreach ($command in Get-Command -Module NocExpress) {
        $number = 0
        @{
            Name     = $command.Name
            Examples = @((Get-Help $command.Name -Full).examples.example | ForEach-Object { @{ Number = ++$number; Title = $_.title.Trim('- '); Code = $_.code } })
        }
    }
}

Describe 'Help' {
    BeforeAll {
        . "$PSScriptRoot/Sandbox.ps1"
        Import-Module $manifest
        $sandbox = Start-Sandbox

        $azurite = Start-Azurite

        # What the examples name: the reader's files and vault.
        $folder = (New-Item "$TestDrive/reader" -ItemType Directory).FullName
        Copy-Item "$PSScriptRoot/../../src/NocExpress.Quickstart/floor-plan.pdf" $folder
        Set-Content "$folder/outage.csv" @'
Macnum,ConfigurationId,TypeName,SubtypeName,CustomerTicketNumber
02145678,4200000,Broadband Service Request,Service Outage,INC0043
52120842,4200128,Broadband Service Request,Service Outage,INC0044
'@
        $reader = "
            function Get-Secret { [pscredential]::new('sandbox-client', (ConvertTo-SecureString 'sandbox-secret' -AsPlainText -Force)) }
            Import-Module '$manifest'
            Connect-NocExpress -RequestsPerMinute 10000
            Set-Location '$folder'
            `$table = '$($azurite.Table)'
            `$sas = [Net.NetworkCredential]::new('', '$($azurite.Query)').SecurePassword"

        # A shell of its own, which remembers variables from one script to the next as a prompt does.
        function Invoke-Shell([powershell] $Shell, [string] $Script) {
            $Shell.Commands.Clear()
            $Shell.Streams.ClearStreams()
            $output = $Shell.AddScript($Script).AddCommand('Out-String').Invoke()
            $Shell.Streams.Error | Should -BeNullOrEmpty
            -join $output
        }
    }

    AfterAll {
        Stop-Azurite $azurite
        Stop-Sandbox $sandbox
    }

    Context 'of <Name>' -ForEach $cmdlets {
        BeforeAll {
            $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
            $null = Invoke-Shell $shell $reader
        }

        AfterAll {
            $shell.Dispose()
        }

        It 'reads well at 120 columns' {
            $lines = (Get-Help $Name -Full | Out-String -Width 120) -split '\r?\n'
            $lines | Where-Object Length -gt 120 | Should -BeNullOrEmpty
            $lines | Where-Object { $_ -match '\{\{|</|/>|\S {2,}\S' -and $_ -notmatch '^\s+(Required\?|Position\?|Default value|Accept |Aliases)|^ {8}\w+ += ' } |
                Should -BeNullOrEmpty
        }

        It 'shows a parameter by itself' {
            $parameter = (Get-Command $Name).ParameterSets[0].Parameters.Name | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters } | Select-Object -First 1
            if ($parameter) {
                (Get-Help $Name -Parameter $parameter | Out-String) | Should -Match "-$parameter "
            }
            else {
                (Get-Help $Name).parameters.parameter | Should -BeNullOrEmpty
            }
        }

        It 'example <Number> runs: <Title>' -ForEach $Examples {
            if (-not $azurite -and $Code -match '-StorageUri') {
                Set-ItResult -Skipped -Because 'Azurite needs Node.js, which is not here'
                return
            }

            # The sandbox stands in for the vendor's staging server.
            $null = Invoke-Shell $shell $Code.Replace('-Staging', '-BaseUri $env:NOCEXPRESS_BASE_URI -TokenUri $env:NOCEXPRESS_TOKEN_URI')
        }
    }

    Context 'about_NocExpress' {
        It 'is found, and names every cmdlet' {
            $topic = Get-Help about_NocExpress | Out-String
            foreach ($name in (Get-Command -Module NocExpress).Name) {
                $topic | Should -Match $name
            }
        }

        It 'has an example that runs' {
            $topic = (Get-Help about_NocExpress | Out-String) -replace '\r'
            $topic -match '(?s)\nEXAMPLES\n.*?\n\n(?<code> {8}.*?)\n\nSEE ALSO' | Should -BeTrue
            $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
            $null = Invoke-Shell $shell $reader
            # The examples of the cmdlets have used up this minute's requests of a connection with the default limit.
            Invoke-Shell $shell ($Matches.code -replace 'Connect-NocExpress', '$0 -RequestsPerMinute 10000') | Should -Match 'Minneapolis'
            $shell.Dispose()
        }
    }
}
