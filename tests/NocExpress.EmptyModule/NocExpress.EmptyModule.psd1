@{
    RootModule        = 'NocExpress.EmptyModule.dll'
    ModuleVersion     = '0.1.0'
    GUID              = '4b0a7a5e-2d0c-4f55-8f3e-6a1c7f0b9d21'
    FunctionsToExport = @()
    CmdletsToExport   = @('Get-Nothing')
    VariablesToExport = @()
    AliasesToExport   = @()
}
