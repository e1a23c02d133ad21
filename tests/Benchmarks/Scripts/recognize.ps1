# One file recognised so many times, one after another. With -Short, another goes first.
param([string] $Module, [string] $Uri, [string] $File, [int] $Count, [string] $Transport = 'Http', [string] $Short)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-SttService -Uri $Uri -NoAuthentication
if ($Count -gt 1) { $null = Invoke-SttRecognition -LiteralPath $File -Transport $Transport }
if ($Short) { $null = Invoke-SttRecognition -LiteralPath $Short -Transport $Transport }
$idle = [Environment]::WorkingSet
$watch = [Diagnostics.Stopwatch]::StartNew()
for ($i = 0; $i -lt $Count; $i++) { $null = Invoke-SttRecognition -LiteralPath $File -Transport $Transport }
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds; idleBytes = $idle }
