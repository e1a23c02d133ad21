# Calls a module's cmdlet that isn't loaded yet, in a host that has imported a module, and has loaded another so before.
param([string] $Other, [string] $Folder, [string] $Warm, [string] $Command)
$ErrorActionPreference = 'Stop'
Import-Module $Other
$env:PSModulePath = $Folder
$null = & $Warm
$watch = [Diagnostics.Stopwatch]::StartNew()
$null = & $Command
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds }
