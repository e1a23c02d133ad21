<#
.SYNOPSIS
Plays the scenarios in a real pwsh, with its transcript on, and leaves in a folder what a user could make of it.

.DESCRIPTION
The stage comes as a line of JSON on the standard input, so that its secrets stand in no command line. When all is written
it waits for the end of that input, for its process to be looked at.
#>
param([Parameter(Mandatory)] [string] $Module, [Parameter(Mandatory)] [string] $Folder)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$stage = [Console]::In.ReadLine() | ConvertFrom-Json -AsHashtable
foreach ($name in 'Key', 'Token', 'Password', 'UserSecret') {
    $stage[$name] = ConvertTo-SecureString $stage[$name] -AsPlainText -Force
}

$null = Start-Transcript -Path (Join-Path $Folder 'transcript.txt') -IncludeInvocationHeader
$played = & (Join-Path $PSScriptRoot 'Play.ps1') $stage
foreach ($one in $played) {
    "$($one.Cmdlet) ($($one.Case))"
    $one.Records | Out-Default
}
# What leads on to the engine's own objects is left out here: exceptions, and records of the other streams.
$objects = $played.Records.Where({ $_.GetType().Namespace -eq 'SttPowerShell' })
$objects | Format-List * -Force | Out-Default
$session = Connect-SttService $stage.Uri -ApiKey $stage.Key
Start-ThreadJob { Import-Module $using:Module; Get-SttBaseModel -Session $using:session -Verbose -Debug } | Receive-Job -Wait -AutoRemoveJob
Start-SttLocalService -DataDirectory $stage.Data | Export-Clixml (Join-Path $Folder 'service.xml') -Depth 9
Stop-SttLocalService -DataDirectory $stage.Data
$null = Stop-Transcript

$session | Export-Clixml (Join-Path $Folder 'session.xml') -Depth 9
$objects | ConvertTo-Json -Depth 9 | Set-Content (Join-Path $Folder 'objects.json')
$objects | Export-Clixml (Join-Path $Folder 'objects.xml') -Depth 9
$(foreach ($record in @($Error)) {
    try { ConvertTo-Json $record -Depth 3 -WarningAction Ignore } catch { 'JSON can not have such an error.' }
}) | Set-Content (Join-Path $Folder 'errors.json')
$Error | Get-Error | Out-String -Width 500 | Set-Content (Join-Path $Folder 'errors.txt')
Get-History | Format-List * | Out-String | Set-Content (Join-Path $Folder 'history.txt')
'played ' + $played.Count
$null = [Console]::In.ReadToEnd()
