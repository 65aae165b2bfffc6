@{
    RootModule           = 'bin/NocExpress.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = 'c6a8f3a5-7d0b-4f2f-9b0e-5f1a2f6f3d77'
    Author               = 'The NocExpress maintainers'
    CompanyName          = 'Unknown'
    Copyright            = '(c) The NocExpress maintainers. All rights reserved.'
    Description          = "Opens NOC tickets through Granite's NOCExpress API: sites, their configurations and issues, and tickets for one site or hundreds, with files."
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')

    FormatsToProcess     = @('bin/NocExpress.Format.ps1xml', 'bin/NocExpress.Lists.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Connect-NocExpress'
        'Disconnect-NocExpress'
        'Get-NocConfiguration'
        'Get-NocConnection'
        'Get-NocIssue'
        'Get-NocSite'
        'Get-NocTicket'
        'Invoke-NocRequest'
        'New-NocContact'
        'New-NocTicket'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags = @('NOC', 'Network', 'Ticket', 'Granite', 'NOCExpress')
        }
    }
}
