# Calls a module's cmdlet that isn't loaded yet, in a host that has loaded a module so before, and has imported another.
param([string] $Other, [string] $Folder, [string] $Warm, [string] $Command)
$ErrorActionPreference = 'Stop'
$env:PSModulePath = $Folder
$null = & $Warm
Import-Module $Other
$watch = [Diagnostics.Stopwatch]::StartNew()
$null = & $Command
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds }
