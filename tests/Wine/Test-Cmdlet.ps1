# Tries the cmdlets in a PowerShell that is hosted in Wine, by the script that is made for Windows PowerShell, against a sandbox beside Wine. It belongs to
# Invoke-WineTests.ps1, whose variables and functions it uses, and writes its lines.
. "$root/tests/Pester/Sandbox.ps1"
Publish-ForWindows NocExpress.FreshProcess "$out/host"
$sandbox = Start-Sandbox -Arguments '--requests-per-minute', 0
try {
    $script = "& 'Z:$root/tests/Windows/Test-WindowsPowerShell.ps1' -Module '$env:NOCEXPRESS_MODULE' -BaseUri '$env:NOCEXPRESS_BASE_URI'"
    $lines = "$script | ForEach-Object { ""`$(`$_.Held) `$(`$_.Claim) `$(`$_.Detail)"" }"
    $tried = Invoke-Wine "$out/host/NocExpress.FreshProcess.exe" "try { $lines } catch { ""NO `$_"" }"
    foreach ($line in $tried.Lines) {
        switch -CaseSensitive -Regex ($line) {
            '^yes ' { "passed $($line.Substring(4))" }
            '^skipped ' { $line }
            default { "FAILED $line" }
        }
    }

    if ($tried.ExitCode -ne 0 -or -not $tried.Lines) { "FAILED The host in Wine ended with $($tried.ExitCode)" }
}
finally {
    Stop-Sandbox $sandbox
}
