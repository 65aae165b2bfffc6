# The packed module as a user gets it: unpacked or installed into a folder of modules, imported by name in a new shell that has nothing else.
BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-Sandbox
    if ($env:NOCEXPRESS_MODULE) {
        # Beside the folder of modules, in which it was unpacked.
        $packages = (Resolve-Path "$env:NOCEXPRESS_MODULE/../../..").Path
    }
    else {
        $packages = "$TestDrive/packages"
        & dotnet pack (Resolve-Path "$PSScriptRoot/../../src/NocExpress.Package") --output $packages | Out-Null
        $LASTEXITCODE | Should -Be 0
    }
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory((Get-Item "$packages/NocExpress.*.nupkg").FullName, "$TestDrive/modules/NocExpress")

    # Runs a script in a new shell, with a folder of modules beside those of PowerShell itself, and returns its lines.
    function Invoke-Shell([string] $Modules, [string] $Script) {
        $whole = "`$env:PSModulePath = '$Modules' + [IO.Path]::PathSeparator + (Join-Path `$PSHOME Modules); `$ErrorActionPreference = 'Stop'; $Script"
        & $shell @shellArguments -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($whole)))
        $LASTEXITCODE | Should -Be 0
    }

    $openTicket = @'
        $outage = @{
            IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'
            ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'
            LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100'
        }
        Import-Module NocExpress
        (Get-Module NocExpress).ModuleBase
        (Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @outage).Count
'@
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'The package' {
    It 'has a manifest that Test-ModuleManifest and Import-PowerShellDataFile accept' {
        $manifest = Join-Path $TestDrive 'modules/NocExpress/NocExpress.psd1'
        $module = Test-ModuleManifest $manifest
        $module.ExportedCmdlets.Keys | Should -Be (Import-PowerShellDataFile $manifest).CmdletsToExport
        $module.ReleaseNotes | Should -Not -BeNullOrEmpty
    }

    It 'has commands that a new shell finds and imports by themselves' {
        Invoke-Shell "$TestDrive/modules" '(Get-Command New-NocTicket).Source; (Get-NocSite).Count' | Should -Be 'NocExpress', 12
    }

    It 'opens tickets in a new shell that imported it by name' {
        Clear-Request
        Invoke-Shell "$TestDrive/modules" $openTicket | Should -Be (Join-Path $TestDrive 'modules/NocExpress'), 3
        @(Get-CreateRequest).Count | Should -Be 3
    }

    It 'opens tickets after Install-PSResource from a folder of packages' -Skip:(-not (Get-Command Save-PSResource -ErrorAction Ignore)) {
        $null = New-Item "$TestDrive/installed" -ItemType Directory
        Register-PSResourceRepository NocExpressTest -Uri $packages -Trusted
        try {
            Save-PSResource NocExpress -Repository NocExpressTest -Path "$TestDrive/installed"
        }
        finally {
            Unregister-PSResourceRepository NocExpressTest
        }
        $version = (Import-PowerShellDataFile "$PSScriptRoot/../../NocExpress.psd1").ModuleVersion
        Invoke-Shell "$TestDrive/installed" $openTicket | Should -Be (Join-Path $TestDrive "installed/NocExpress/$version"), 3
    }

    It 'is found for Azure Automation in a zip, in a folder of the same name' {
        [IO.Compression.ZipFile]::ExtractToDirectory((Join-Path $packages 'NocExpress.zip'), "$TestDrive/azure")
        Invoke-Shell "$TestDrive/azure" $openTicket | Should -Be (Join-Path $TestDrive 'azure/NocExpress'), 3
    }

    It 'has a bill of materials that names what ships and nothing else' {
        $bill = Get-Content "$packages/NocExpress.*.cdx.json" -Raw | ConvertFrom-Json
        $shipped = Get-ChildItem "$TestDrive/modules/NocExpress/deps*/*/*.dll" | Where-Object BaseName -notlike 'NocExpress.*' | ForEach-Object BaseName | Sort-Object -Unique
        $bill.components.name | Sort-Object | Should -Be $shipped
        $bill.metadata.component.version | Should -Be (Import-PowerShellDataFile $manifest).ModuleVersion
    }
}
