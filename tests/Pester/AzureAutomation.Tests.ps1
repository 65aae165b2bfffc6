# The sample runbook as Azure Automation runs it: without a console, without input, and with the service's own commands, here made up.
BeforeAll {
    . "$PSScriptRoot/Sandbox.ps1"
    $sandbox = Start-Sandbox
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $module = if ($env:NOCEXPRESS_MODULE) { Split-Path $env:NOCEXPRESS_MODULE } else { $root }
    $null = New-Item "$TestDrive/modules/NocExpress", "$TestDrive/modules/Automation", "$TestDrive/journals" -ItemType Directory
    Copy-Item "$module/NocExpress.psd1", "$module/bin", "$module/deps", "$module/deps-azure" -Destination "$TestDrive/modules/NocExpress" -Recurse
    # However long a machine takes to start a job, an answer that is to be missed meanwhile is still waited for.
    Set-Content "$TestDrive/modules/Automation/Automation.psm1" @'
        $global:PSDefaultParameterValues['Connect-NocExpress:TimeoutSec'] = 3600
        function Get-AutomationVariable($Name) { @{ 'NocExpress-BaseUri' = $env:NOCEXPRESS_BASE_URI; 'NocExpress-TokenUri' = $env:NOCEXPRESS_TOKEN_URI }[$Name] }
        function Get-AutomationPSCredential($Name) { [pscredential]::new('sandbox-client', (ConvertTo-SecureString $env:ASSET_SECRET -AsPlainText -Force)) }
        function Connect-AzAccount([switch] $Identity) { if (-not $Identity) { throw 'Not the managed identity.' }; $script:connected = $true }
        function Get-AzKeyVaultSecret($VaultName, $Name, [switch] $AsPlainText) {
            if (-not $connected -or $VaultName -ne 'noc-vault') { throw 'Forbidden.' }
            $value = @{ 'NocExpress-ClientId' = 'sandbox-client'; 'NocExpress-ClientSecret' = 'sandbox-secret' }[$Name]
            if ($AsPlainText) { $value } else { [pscustomobject]@{ SecretValue = ConvertTo-SecureString $value -AsPlainText -Force } }
        }
'@
    $null = New-Item "$TestDrive/nothing" -ItemType File

    function Start-Runbook([string] $Parameters) {
        $script = "`$env:PSModulePath = '$TestDrive/modules' + [IO.Path]::PathSeparator + (Join-Path `$PSHOME Modules); Import-Module Automation; & '$root/samples/azure-automation/Open-OutageTicket.ps1' $Parameters"
        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
        $process = Start-Process $shell "$shellArguments -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded" -PassThru `
            -RedirectStandardInput "$TestDrive/nothing" -RedirectStandardOutput "$TestDrive/output" -RedirectStandardError "$TestDrive/errors"
        $null = $process.Handle   # Without it the exit code is lost.
        $process
    }

    # Runs it to its end: exit code, output, errors.
    function Invoke-Runbook([string] $Parameters) {
        $process = Start-Runbook $Parameters
        $process.WaitForExit(600000) | Should -BeTrue
        [pscustomobject]@{ ExitCode = $process.ExitCode; Output = Get-Content "$TestDrive/output" -Raw; Errors = Get-Content "$TestDrive/errors" -Raw }
    }

    function Get-Control($What) { Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/$What" | ForEach-Object { $_ } }

    function Add-Fault([hashtable] $Fault) {
        $null = Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/faults" -Method Post -ContentType application/json -Body ($Fault | ConvertTo-Json)
    }
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'The sample runbook' {
    BeforeEach {
        $null = Invoke-RestMethod "$env:NOCEXPRESS_BASE_URI`_sandbox/reset" -Method Post
        $env:ASSET_SECRET = 'sandbox-secret'
        $incident = "INC-$([guid]::NewGuid().ToString('n').Substring(0, 8))"
        $parameters = "-Incident $incident -Search Minneapolis -JournalFolder '$TestDrive/journals'"
    }

    AfterAll {
        Remove-Item Env:/ASSET_SECRET
    }

    It 'opens the tickets with <From>, and opens none again' -ForEach @(
        @{ From = 'the credential asset'; More = '' }
        @{ From = 'a managed identity and a vault'; More = '-VaultName noc-vault' }
    ) {
        foreach ($run in 1, 2) {
            $job = Invoke-Runbook "$parameters $More"
            $job.Errors | Should -BeNullOrEmpty
            $job.ExitCode | Should -Be 0
            $job.Output | Should -Match 'Circuit Down'
            @(Get-Control tickets).Count | Should -Be 3
        }
    }

    It 'fails where <What>, and opens nothing' -ForEach @(
        @{ What = 'the secret is wrong'; Secret = 'wrong'; Given = "-Search Minneapolis -JournalFolder '{0}/journals'"; Says = 'refused' }
        @{ What = 'there is no folder for the journal'; Secret = 'sandbox-secret'; Given = "-Search Minneapolis -JournalFolder '{0}/nowhere'"; Says = 'There is no folder' }
        @{ What = 'a parameter is missing'; Secret = 'sandbox-secret'; Given = '-Search Minneapolis'; Says = 'JournalFolder' }
    ) {
        $env:ASSET_SECRET = $Secret
        $job = Invoke-Runbook "-Incident $incident $($Given -f $TestDrive)"
        $job.ExitCode | Should -Be 1
        $job.Errors | Should -Match $Says
        Get-Control tickets | Should -BeNullOrEmpty
    }

    It 'opens the other tickets and fails where the outcome of one is unknown' {
        Add-Fault @{ method = 'POST'; path = 'tickets/external'; when = 'after'; status = 504; times = 1 }
        $job = Invoke-Runbook $parameters
        $job.ExitCode | Should -Be 1
        $job.Errors | Should -Match '1 problem'
        @(Get-Control tickets).Count | Should -Be 3
    }

    It 'is killed in the middle and run again, and no site gets two tickets' {
        Add-Fault @{ method = 'POST'; path = 'tickets/external'; when = 'after'; delayMs = 700 }
        $job = Start-Runbook $parameters
        while (@(Get-Control tickets).Count -lt 1) {
            $job.HasExited | Should -BeFalse
            Start-Sleep -Milliseconds 50
        }
        $job.Kill()
        $job.WaitForExit()
        $job.ExitCode | Should -Not -Be 0

        $again = Invoke-Runbook $parameters

        $tickets = @(Get-Control tickets)
        $tickets.Count | Should -Be 3
        @($tickets.macnum | Select-Object -Unique).Count | Should -Be 3
        $again.ExitCode | Should -Be 1
        $again.Errors | Should -Match 'problem'
    }

    It 'fails where another job has the journal' {
        Add-Fault @{ method = 'POST'; path = 'tickets/external'; silent = $true }
        $first = Start-Runbook $parameters
        while (-not (Test-Path "$TestDrive/journals/$incident.jsonl")) {
            Start-Sleep -Milliseconds 50
        }
        $second = Invoke-Runbook $parameters
        $first.Kill()
        $first.WaitForExit()
        $second.ExitCode | Should -Be 1
        $second.Errors | Should -Match 'journal'
        @(Get-Control tickets).Count | Should -BeLessOrEqual 1
    }
}
