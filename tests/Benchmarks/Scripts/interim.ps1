# One file that comes as slowly as it was spoken: how long it takes from its start to the first result that may still change.
param([string] $Module, [string] $Data, [string] $File)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-SttService -Local -DataDirectory $Data

function Measure-FirstResult {
    $audio = [SttPowerShell.Benchmarks.PacedAudioStream]::Open($File)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $first = 0
    Invoke-SttRecognition -InputObject $audio -ContentType audio/wav -Interim | ForEach-Object {
        if ($first -eq 0 -and $_ -is [SttPowerShell.SttInterimTranscript] -and -not $_.IsFinal) {
            $first = $watch.Elapsed.TotalSeconds
        }
    }
    $first
}

$null = Measure-FirstResult # the service loads what it needs for drafts
[pscustomobject]@{ first = Measure-FirstResult }
