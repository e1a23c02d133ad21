# Sends the words of a file (word,sounds like) to a new custom model of the local service, and waits until they are analysed.
param([string] $Module, [string] $Data, [string] $BaseModel, [string] $File)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-SttService -Local -DataDirectory $Data
$first = New-SttCustomModel first -Type Language -BaseModel $BaseModel
[pscustomobject]@{ Word = 'zalvono'; SoundsLike = 'zal vono' }, [pscustomobject]@{ Word = 'zilvono'; SoundsLike = 'zil vono' } | Add-SttWord $first -Wait
$model = New-SttCustomModel words -Type Language -BaseModel $BaseModel
$idle = [Environment]::WorkingSet
$watch = [Diagnostics.Stopwatch]::StartNew()
[IO.File]::ReadLines($File) | ForEach-Object {
    $word, $soundsLike = $_.Split(',')
    [pscustomobject]@{ Word = $word; SoundsLike = $soundsLike }
} | Add-SttWord $model -Wait
[pscustomobject]@{ seconds = $watch.Elapsed.TotalSeconds; idleBytes = $idle }
