# One custom model asked for so many times, one after another.
param([string] $Module, [string] $Uri, [string] $Id, [int] $Count)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-SttService -Uri $Uri -NoAuthentication
$null = Get-SttCustomModel -Model $Id -Type Language
$watch = [Diagnostics.Stopwatch]::StartNew()
for ($i = 0; $i -lt $Count; $i++) { $null = Get-SttCustomModel -Model $Id -Type Language }
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds }
