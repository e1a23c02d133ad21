# One file handed to a job.
param([string] $Module, [string] $Uri, [string] $Key, [string] $File)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$secret = [Security.SecureString]::new()
$Key.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
$null = Connect-SttService -Uri $Uri -ApiKey $secret -Authentication Basic
$null = Get-SttRecognitionJob
$idle = [Environment]::WorkingSet
$watch = [Diagnostics.Stopwatch]::StartNew()
$null = Start-SttRecognitionJob -LiteralPath $File
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds; idleBytes = $idle }
