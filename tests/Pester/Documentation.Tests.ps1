# Runs every PowerShell command of README and of the pages in docs as it is written, in its order, against the sandbox. The pages go on with
# the variables of README. Help.Tests.ps1 runs what is in docs/cmdlets.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $blocks = foreach ($page in Get-Item "$root/README.md", "$root/docs/*.md") {
        $number = 0
        [regex]::Matches((Get-Content $page -Raw), '(?ms)^```powershell\n(.*?)^```') | ForEach-Object {
            $script = $_.Groups[1].Value
            @{ Page = $page.Name; Number = ++$number; First = ($script -split "`n")[0]; Script = $script }
        }
    }
}

Describe 'Documentation' {
    BeforeAll {
        . "$PSScriptRoot/Sandbox.ps1"
        $sandbox = Start-Sandbox
        $oldModulePath = $env:PSModulePath
        $oldLocation = Get-Location
        $modules = New-Item "$TestDrive/modules" -ItemType Directory
        $env:PSModulePath = "$modules$([IO.Path]::PathSeparator)$env:PSModulePath"

        # As the reader has it: a folder with the built module, and a file to attach.
        $root = (Resolve-Path "$PSScriptRoot/../..").Path
        'NocExpress.psd1', 'bin', 'deps', 'deps-azure', 'en-US' | ForEach-Object { Get-Item (Join-Path (Split-Path $manifest) $_) } |
            Copy-Item -Destination $TestDrive -Recurse
        Copy-Item "$root/src/NocExpress.Quickstart/floor-plan.pdf" $TestDrive
        Set-Location $TestDrive
        $azurite = Start-Azurite

        # Azure Automation's own command.
        function Get-AutomationPSCredential([string] $Name) {
            [pscredential]::new('sandbox-client', (ConvertTo-SecureString 'sandbox-secret' -AsPlainText -Force))
        }

        # What the blocks have set: those of README, and those of the page.
        $readme = @{}
        $current = @{ Page = $null; Variables = $null }
    }

    AfterAll {
        Set-Location $oldLocation
        $env:PSModulePath = $oldModulePath
        Stop-Azurite $azurite
        Stop-Sandbox $sandbox
    }

    It '<Page>, block <Number> runs: <First>' -ForEach $blocks {
        if ($Page -ne $current.Page) {
            $current.Page = $Page
            $current.Variables = if ($Page -eq 'README.md') { $readme } else { $readme.Clone() }

            # The page before may have connected for another company, in whose name the circuits of README open no tickets.
            if ($Page -ne 'README.md') { Connect-NocExpress }
        }

        if (-not $azurite -and $Script -match '-StorageUri|-JournalName') {
            Set-ItResult -Skipped -Because 'Azurite needs Node.js, which is not here'
            return
        }

        $table, $sas = $azurite.Table, $azurite.Sas
        $variables = $current.Variables
        foreach ($variable in $variables.GetEnumerator()) {
            Set-Variable $variable.Key $variable.Value
        }

        # Errors that a block hides or catches on purpose are none here.
        $output = $null
        $before = (Get-Variable -Scope Local).Name
        $output = . ([scriptblock]::Create($Script)) 2>&1
        foreach ($variable in Get-Variable -Scope Local | Where-Object { $_.Name -notin $before -or $variables.ContainsKey($_.Name) }) {
            $variables[$variable.Name] = $variable.Value
        }

        $output | Out-Default
        $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
    }
}
