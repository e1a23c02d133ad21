# Calls a module's cmdlet that isn't loaded yet, in a host that has loaded another module so before.
param([string] $Folder, [string] $Warm, [string] $Command)
$ErrorActionPreference = 'Stop'
$env:PSModulePath = $Folder
$null = & $Warm
$watch = [Diagnostics.Stopwatch]::StartNew()
$null = & $Command
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds }
