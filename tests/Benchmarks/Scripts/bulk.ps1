# The recordings of a folder recognised into files, so many at once.
param([string] $Module, [string] $Uri, [string] $Key, [string] $Folder, [string] $Output, [int] $ThrottleLimit)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$secret = [Security.SecureString]::new()
$Key.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
$null = Connect-SttService -Uri $Uri -ApiKey $secret -Authentication Basic
$files = [IO.Directory]::GetFiles($Folder)
$files[0] | Invoke-SttBulkRecognition -Format Txt -OutputDirectory ([IO.Path]::Combine($Output, 'warm'))
$idle = [Environment]::WorkingSet
$watch = [Diagnostics.Stopwatch]::StartNew()
$summary = $files | Invoke-SttBulkRecognition -Format Txt -OutputDirectory $Output -ThrottleLimit $ThrottleLimit
$seconds = $watch.Elapsed.TotalSeconds
$count = [IO.Directory]::GetFiles($Output, '*.txt').Length
if ($count -ne $files.Length) { throw "$count of $($files.Length) files were written: $summary" }
[pscustomobject]@{ seconds = $seconds; idleBytes = $idle }
