# Imports a module in a host that has imported another before.
param([string] $Warm, [string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module $Warm
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds }
