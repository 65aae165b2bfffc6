@{
    RootModule           = 'bin/NocExpress.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = 'c6a8f3a5-7d0b-4f2f-9b0e-5f1a2f6f3d77'
    Author               = 'The NocExpress maintainers'
    CompanyName          = 'Unknown'
    Copyright            = '(c) The NocExpress maintainers. All rights reserved.'
    Description          = "Opens NOC tickets through Granite's NOCExpress API: sites, their configurations and issues, and tickets for one site or hundreds, with files."
    CompatiblePSEditions = @('Core', 'Desktop')
    PowerShellVersion    = '5.1'

    # Holds for Windows PowerShell alone.
    DotNetFrameworkVersion = '4.7.2'

    FormatsToProcess     = @('bin/NocExpress.Format.ps1xml', 'bin/NocExpress.Lists.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Connect-NocExpress'
        'Disconnect-NocExpress'
        'Get-NocConfiguration'
        'Get-NocConnection'
        'Get-NocIssue'
        'Get-NocJournal'
        'Get-NocSite'
        'Get-NocTicket'
        'Invoke-NocRequest'
        'New-NocContact'
        'New-NocTicket'
        'Remove-NocJournal'
        'Resolve-NocJournalEntry'
        'Test-NocConnection'
        'Wait-NocTicket'
        'Watch-NocTicket'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags = @('NOC', 'Network', 'Ticket', 'Granite', 'NOCExpress')

            # For the owner, before the module is published: take away the # and fill these in. The package takes them from here, and the
            # release notes, which it adds to its copy of this file, from CHANGELOG.md. A LICENSE file beside this one is packed as well.
            # ProjectUri = ''
            # LicenseUri = ''
        }
    }
}
