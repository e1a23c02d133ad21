# Invoke-RestMethod in place of the module, in pwsh.
param([string] $Uri, [string] $Id, [string] $File, [int] $Count)
$null = Invoke-RestMethod "$Uri/v1/customizations/$Id"
$watch = [Diagnostics.Stopwatch]::StartNew()
if ($File) { for ($i = 0; $i -lt $Count; $i++) { $null = Invoke-RestMethod "$Uri/v1/recognize" -Method Post -InFile $File -ContentType audio/wav } }
else { for ($i = 0; $i -lt $Count; $i++) { $null = Invoke-RestMethod "$Uri/v1/customizations/$Id" } }
@{ seconds = $watch.Elapsed.TotalSeconds; peakBytes = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 } | ConvertTo-Json -Compress
