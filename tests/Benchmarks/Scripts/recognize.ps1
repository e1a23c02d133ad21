# One file recognised so many times, one after another.
param([string] $Module, [string] $Uri, [string] $File, [int] $Count)
Import-Module $Module -ErrorAction Stop
$null = Connect-SttService -Uri $Uri -NoAuthentication -ErrorAction Stop
if ($Count -gt 1) { $null = Invoke-SttRecognition -LiteralPath $File -ErrorAction Stop }
$idle = [Environment]::WorkingSet
$watch = [Diagnostics.Stopwatch]::StartNew()
for ($i = 0; $i -lt $Count; $i++) { $null = Invoke-SttRecognition -LiteralPath $File -ErrorAction Stop }
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds; idleBytes = $idle }
