# Lists the words of a custom model of the local service, which are counted and dropped.
param([string] $Module, [string] $Data, [string] $Model, [string] $BaseModel)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-SttService -Local -DataDirectory $Data
$few = New-SttCustomModel few -Type Language -BaseModel $BaseModel
'zalvono', 'zilvono' | Add-SttWord $few -Wait
$null = Get-SttWord $few | ForEach-Object { $_.Word }
$idle = [Environment]::WorkingSet
$count = 0
$watch = [Diagnostics.Stopwatch]::StartNew()
Get-SttWord $Model | ForEach-Object { if (++$count -eq 1) { $first = $watch.Elapsed.TotalSeconds } }
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds; first = $first; idleBytes = $idle; count = $count }
