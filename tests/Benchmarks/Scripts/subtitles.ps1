# An hour's transcript made into subtitles.
param([string] $Module, [string] $Uri, [string] $File)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-SttService -Uri $Uri -NoAuthentication
$hour = Invoke-SttRecognition -LiteralPath $File -Timestamps
$short = $hour | ConvertTo-SttSubtitle -Format Srt
$watch = [Diagnostics.Stopwatch]::StartNew()
$text = $hour | ConvertTo-SttSubtitle -Format Srt
$seconds = $watch.Elapsed.TotalSeconds
if (-not "$text".Contains('00:59:')) { throw "The subtitles don't reach the hour's end." }
[pscustomobject]@{ seconds = $seconds; words = $hour.Results.Words.Count }
