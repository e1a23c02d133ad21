# Dot-sourced by each file's BeforeAll: the module, and a local service of the file's own with an empty store.

$repository = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $repository 'SttPowerShell.psd1')

function Connect-TestService {
    $data = Join-Path ([System.IO.Path]::GetTempPath()) "stt-pester-$([guid]::NewGuid().ToString('n'))"
    $service = Start-SttLocalService -DataDirectory $data
    $null = Connect-SttService -Uri $service.Uri -ApiKey $service.ApiKey
    $service
}

function Disconnect-TestService($Service) {
    Get-SttSession | Disconnect-SttService
    $Service | Stop-SttLocalService
    Remove-Item -LiteralPath $Service.DataDirectory -Recurse -Force
}

# The folder of the five recordings, which the service fetches with the recogniser.
function Get-SampleFolder {
    $program = Join-Path $repository 'bin' 'service' 'SttPowerShell.LocalService.dll'
    $folder = dotnet $program samples
    if ($LASTEXITCODE -ne 0) { throw 'The sample recordings could not be found.' }
    $folder
}
