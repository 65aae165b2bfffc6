# Runs every PowerShell command of the README as it is written, in its order, against the sandbox.
BeforeDiscovery {
    $readme = Get-Content "$PSScriptRoot/../../README.md" -Raw
    $number = 0
    $blocks = [regex]::Matches($readme, '(?ms)^```powershell\n(.*?)^```') | ForEach-Object {
        $script = $_.Groups[1].Value
        @{ Number = ++$number; First = ($script -split "`n")[0]; Script = $script }
    }
}

Describe 'README' {
    BeforeAll {
        . "$PSScriptRoot/Sandbox.ps1"
        $sandbox = Start-Sandbox
        $oldModulePath = $env:PSModulePath
        $oldLocation = Get-Location
        $modules = New-Item "$TestDrive/modules" -ItemType Directory
        $env:PSModulePath = "$modules$([IO.Path]::PathSeparator)$env:PSModulePath"

        # As the reader has it: a folder with the built module, and a file to attach.
        $root = (Resolve-Path "$PSScriptRoot/../..").Path
        Get-Item ("NocExpress.psd1", "bin", "deps", "en-US" | ForEach-Object { Join-Path (Split-Path $manifest) $_ }) | Copy-Item -Destination $TestDrive -Recurse
        Copy-Item "$root/src/NocExpress.Quickstart/floor-plan.pdf" $TestDrive
        Set-Location $TestDrive

        # Azure Automation's own command.
        function Get-AutomationPSCredential([string] $Name) {
            [pscredential]::new('sandbox-client', (ConvertTo-SecureString 'sandbox-secret' -AsPlainText -Force))
        }
    }

    AfterAll {
        Set-Location $oldLocation
        $env:PSModulePath = $oldModulePath
        Stop-Sandbox $sandbox
    }

    It 'block <Number> runs: <First>' -ForEach $blocks {
        $Error.Clear()
        # In the scope of the block, so that a later one finds the variables of an earlier one.
        . ([scriptblock]::Create("$Script`nGet-Variable outage, circuits -ErrorAction Ignore | ForEach-Object { Set-Variable `$_.Name `$_.Value -Scope Script }")) | Out-Default
        $Error | Should -BeNullOrEmpty
    }
}
