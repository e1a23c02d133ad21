# One file recognised so many times, one after another.
param([string] $Module, [string] $Uri, [string] $File, [int] $Count, [string] $Transport = 'Http')
$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-SttService -Uri $Uri -NoAuthentication
if ($Count -gt 1) { $null = Invoke-SttRecognition -LiteralPath $File -Transport $Transport }
$idle = [Environment]::WorkingSet
$watch = [Diagnostics.Stopwatch]::StartNew()
for ($i = 0; $i -lt $Count; $i++) { $null = Invoke-SttRecognition -LiteralPath $File -Transport $Transport }
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds; idleBytes = $idle }
