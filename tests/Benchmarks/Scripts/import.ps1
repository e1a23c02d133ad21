# Imports a module in a host that has imported another before.
param([string] $Warm, [string] $Module)
Import-Module $Warm -ErrorAction Stop
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module -ErrorAction Stop
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds }
