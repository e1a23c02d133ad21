<#
.SYNOPSIS
Uses a packaged module as its user would: help, the local service, a transcript.

.DESCRIPTION
`./build.ps1 -Task Package` runs this in a new process, into which the shell has imported the module from the package. It
needs core commands and .NET only.
#>
param([Parameter(Mandatory)] [string] $Folder)

$ErrorActionPreference = 'Stop'

function Assert($Condition, [string] $Message) { if (-not $Condition) { throw "The package in ${Folder}: $Message" } }

$module = Get-Module SttPowerShell
$cmdlets = @($module.ExportedCmdlets.Values)
Assert ($module.ModuleBase -eq $Folder) "the module was imported from $($module.ModuleBase)."
Assert ($cmdlets.Count -gt 0) 'the module has no cmdlets.'
foreach ($cmdlet in $cmdlets) {
    $file = $cmdlet.ImplementingType.Assembly.Location
    Assert ($file.StartsWith($Folder, [System.StringComparison]::Ordinal)) "$($cmdlet.Name) comes from $file."
    Assert (Get-Help $cmdlet.Name).description "$($cmdlet.Name) has no help."
}
$topics = @(Get-Help about_Stt*)
Assert ($topics.Count -ge 7) "there are $($topics.Count) about topics."

$data = [System.IO.Directory]::CreateTempSubdirectory('stt-package-').FullName
try {
    $program = [System.IO.Path]::Combine($Folder, 'bin', 'service', 'SttPowerShell.LocalService.dll')
    $samples = & dotnet $program samples
    $recording = [System.IO.Directory]::GetFiles($samples, '*0880.wav')
    $service = Start-SttLocalService -DataDirectory $data
    $null = Connect-SttService $service.Uri -ApiKey $service.ApiKey
    $transcript = Invoke-SttRecognition $recording
    # The recording says: he was not an ill disposed young man.
    Assert ("$transcript" -match '^he was .* young man$') "it heard '$transcript'."
    "$($module.Name) $($module.Version) in $Folder`: $($cmdlets.Count) cmdlets, $($topics.Count) topics, heard '$transcript'"
}
finally {
    Get-SttSession | Disconnect-SttService
    Get-SttLocalService -DataDirectory $data | Stop-SttLocalService
    [System.IO.Directory]::Delete($data, $true)
}
