# Of the soak only what it says where it cannot run: it takes half an hour, and needs nginx.
Describe 'The soak' {
    It 'says how to get nginx where there is none' {
        . "$PSScriptRoot/../Soak/Nginx.ps1"
        Mock Get-Command { }
        { Find-Nginx } | Should -Throw '*sudo apt-get install nginx-light*'
    }
}
