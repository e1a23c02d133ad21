# One custom model asked for so many times, one after another.
param([string] $Module, [string] $Uri, [string] $Id, [int] $Count)
Import-Module $Module -ErrorAction Stop
$null = Connect-SttService -Uri $Uri -NoAuthentication -ErrorAction Stop
$null = Get-SttCustomModel -Id $Id -Type Language -ErrorAction Stop
$watch = [Diagnostics.Stopwatch]::StartNew()
for ($i = 0; $i -lt $Count; $i++) { $null = Get-SttCustomModel -Id $Id -Type Language -ErrorAction Stop }
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds }
