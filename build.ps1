<#
.SYNOPSIS
Builds and tests the module.
.PARAMETER Task
Build: the module, the sandbox and the tests. Test: all tests, of xunit and of Pester. Pester: the Pester suite alone, against the packed module and
in this PowerShell, whichever it is.
Chaos: the chaos suite with more than 1,000 tickets for each kind of failure, and the kill suites with 100 kills of one machine and 200 of eight, with their figures; some
ten minutes. Package: the package for the PowerShell Gallery, the zip for Azure Automation, and the bill of materials, in out/, and the sandbox as a .NET tool in out/tool. Benchmark: the module beside the obvious
script, and the sandbox's page with 100,000 requests. Fuzz: 1,000,000 damaged answers through every reader and 100,000 random tickets through an independent parser, with their figures; some ten
minutes. Docs: writes docs/cmdlets from the cmdlets' documentation comments, and draws docs/quickstart.svg from what the quickstart prints.
Screenshots: takes the pictures of the sandbox's page in docs anew, in five minutes; it needs Chromium.
Mutation: changes the ticket rules, the retry decision, the journal and the redaction in hundreds of ways and tells which of them no test
notices, with a report in out/mutation; an hour or more. Soak: half an hour of tickets through a real nginx that limits, a token provider that
restarts and connections that are lost, with its figures; it needs nginx. Mono: the client for .NET Framework on Mono, where mono is. Wine: the cmdlets
and the tests on .NET for Windows, where wine is; half an hour. Clean: removes what a build leaves. Build and Test by default.
.PARAMETER PesterVersion
5 or 6: which Pester runs the Pester suite; 6 by default.
.PARAMETER Minutes
How long the soak opens tickets; 30 by default.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Chaos', 'Fuzz', 'Mutation', 'Soak', 'Mono', 'Wine', 'Package', 'Benchmark', 'Docs', 'Screenshots', 'Clean')]
    [string[]] $Task = @('Build', 'Test'),

    [ValidateRange(5, 6)]
    [int] $PesterVersion = 6,

    [ValidateRange(1, 1440)]
    [int] $Minutes = 30
)

$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

if (-not (Get-Command dotnet -ErrorAction Ignore)) {
    throw 'There is no dotnet here. Install the .NET 10 SDK.'
}

# In this folder dotnet keeps to global.json.
$null = & dotnet --version
if ($LASTEXITCODE -ne 0) {
    throw 'dotnet has no SDK that global.json allows. Install the .NET 10 SDK.'
}

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with exit code $LASTEXITCODE."
    }
}

# Runs the tests of a category in their long form, which the variables ask for, and shows their figures.
function Invoke-LongTest([string] $Category, [hashtable] $Variables, [string] $Project = 'NocExpress.Tests') {
    $Variables.GetEnumerator() | ForEach-Object { Set-Item "Env:/$($_.Key)" $_.Value }
    try {
        Invoke-DotNet test "tests/$Project" --filter "Category=$Category" --logger 'console;verbosity=detailed'
    }
    finally {
        $Variables.Keys | ForEach-Object { Remove-Item "Env:/$_" }
    }
}

function New-Package {
    Remove-Item out -Recurse -Force -ErrorAction Ignore
    Invoke-DotNet pack src/NocExpress.Package
}

# Packs the module, unpacks it as an installer does, and returns the path of its manifest.
function Expand-Package {
    New-Package | Out-Host
    $module = Join-Path $PSScriptRoot 'out/modules/NocExpress'
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory((Get-Item out/NocExpress.*.nupkg).FullName, $module)
    Join-Path $module 'NocExpress.psd1'
}

# The module as the tests load it while Stryker runs: its client is the copy beside the tests, which Stryker changes. The client's packages are
# those beside the tests, too, so that the client is the first assembly in its load context: Stryker looks into each one, and what it asks for
# too early cannot be loaded any more.
function New-MutationModule([string] $Client) {
    $module = Join-Path $PSScriptRoot 'out/mutation/module'
    Remove-Item $module -Recurse -Force -ErrorAction Ignore
    $dependencies = New-Item (Join-Path $module 'deps/net8.0') -ItemType Directory
    Copy-Item NocExpress.psd1, bin, deps-azure $module -Recurse
    $null = New-Item (Join-Path $dependencies 'NocExpress.Client.dll') -ItemType SymbolicLink -Target $Client
    Join-Path $module 'NocExpress.psd1'
}

switch ($Task) {
    'Build' { Invoke-DotNet build }
    'Test' { Invoke-DotNet test }
    'Pester' {
        # Both Pesters are among the packages that the build fetches.
        Invoke-DotNet build
        $packages = Invoke-DotNet msbuild tests/NocExpress.PackageTests '-getProperty:NuGetPackageRoot'
        $version = Invoke-DotNet msbuild tests/NocExpress.PackageTests "-getProperty:Pester$PesterVersion"
        $env:NOCEXPRESS_MODULE = Expand-Package
        try {
            & tests/Pester/Invoke-Suite.ps1 -PesterModule (Join-Path $packages "pester/$version/tools/Pester.psd1")
        }
        finally {
            Remove-Item Env:/NOCEXPRESS_MODULE
        }
    }
    'Chaos' { Invoke-LongTest Chaos @{ NOCEXPRESS_CHAOS_CREATES = 1100; NOCEXPRESS_KILLS = 100; NOCEXPRESS_MACHINE_KILLS = 200 } }
    'Fuzz' { Invoke-LongTest Fuzz @{ NOCEXPRESS_FUZZ_ANSWERS = 1000000; NOCEXPRESS_FUZZ_TICKETS = 100000 } }
    'Mutation' {
        Invoke-DotNet build
        Invoke-DotNet tool restore
        $client = Join-Path $PSScriptRoot 'tests/NocExpress.Tests/bin/Debug/net10.0/NocExpress.Client.dll'
        $env:NOCEXPRESS_MODULE = New-MutationModule $client
        Push-Location tests/NocExpress.Tests
        try {
            Invoke-DotNet tool run dotnet-stryker -- --output (Join-Path $PSScriptRoot 'out/mutation') --skip-version-check
        }
        finally {
            Pop-Location
            Remove-Item Env:/NOCEXPRESS_MODULE

            # What Stryker leaves is a changed client. The next build copies it anew.
            Remove-Item "$client*"
        }
    }
    'Soak' {
        Invoke-DotNet build
        & tests/Soak/Invoke-Soak.ps1 -Minutes $Minutes
    }
    'Mono' {
        Invoke-DotNet build src/NocExpress.Sandbox
        Invoke-DotNet build tests/NocExpress.ClientTests
        & tests/Mono/Invoke-MonoTests.ps1
    }
    'Wine' { & tests/Wine/Invoke-WineTests.ps1 }
    'Package' {
        New-Package
        Invoke-DotNet pack src/NocExpress.Sandbox
    }
    'Benchmark' {
        Invoke-DotNet run --configuration Release --project tests/NocExpress.Benchmarks
        Invoke-LongTest Page @{ NOCEXPRESS_PAGE_REQUESTS = 100000 } NocExpress.BrowserTests
    }
    'Docs' {
        Invoke-DotNet build
        Remove-Item docs/cmdlets -Recurse -Force -ErrorAction Ignore
        Invoke-DotNet run --no-build --project src/NocExpress.Help -- bin/NocExpress.dll en-US/NocExpress.dll-Help.xml docs/cmdlets
        Invoke-DotNet run --no-build --project src/NocExpress.Picture -- docs/quickstart.svg
    }
    'Screenshots' {
        $env:NOCEXPRESS_WRITE_DOCS = 1
        try {
            Invoke-DotNet test tests/NocExpress.BrowserTests --filter 'FullyQualifiedName~ScreenshotTests'
        }
        finally {
            Remove-Item Env:/NOCEXPRESS_WRITE_DOCS
        }
    }
    'Clean' {
        foreach ($leftover in 'bin', 'deps', 'deps-azure', 'en-US', 'out', 'src/*/bin', 'src/*/obj', 'tests/*/bin', 'tests/*/obj') {
            Remove-Item (Join-Path $PSScriptRoot $leftover) -Recurse -Force -ErrorAction Ignore
        }
    }
}
