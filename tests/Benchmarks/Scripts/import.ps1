# Imports a module in a host that has imported two others before.
param([string] $Warm, [string] $Warmer, [string] $Module)
$ErrorActionPreference = 'Stop'
Import-Module $Warm
Import-Module $Warmer
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds }
