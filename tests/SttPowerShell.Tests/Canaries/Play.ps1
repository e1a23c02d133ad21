<#
.SYNOPSIS
Plays the scenarios, and emits what each of them wrote to any stream.

.DESCRIPTION
Each comes as an object: Cmdlet, Case, Records (of all streams, of its jobs too) and Wanted, whether it must (true) or
must not (false) write an error.
#>
param([Parameter(Mandatory)] [hashtable] $Stage)

$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
$ConfirmPreference = 'None'
$ErrorActionPreference = 'Continue'
# With -Debug alone, errors and warnings ask whether to go on.
$PSDefaultParameterValues = @{
    '*-Stt*:Verbose' = $true
    '*-Stt*:Debug' = $true
    '*-Stt*:ErrorAction' = 'Continue'
    '*-Stt*:WarningAction' = 'Continue'
}
$client = [System.Net.Http.HttpClient]::new()

function Set-Refusal([string] $Kind) {
    $null = $client.PostAsync("$($stage.Uri)/canary/$Kind", $null).GetAwaiter().GetResult()
}

function Invoke-Scenario([string] $Cmdlet, [string] $Case, [scriptblock] $Scenario, [bool] $Fails) {
    $records = @(try { & $Scenario *>&1 } catch { $_ })
    $jobs = @($records.Where({ $_ -is [System.Management.Automation.Job] }))
    $ofJobs = @(foreach ($job in $jobs) { Wait-Job $job; Receive-Job $job *>&1 })
    [pscustomobject]@{ Cmdlet = $Cmdlet; Case = $Case; Fails = $Fails; Records = $records + $ofJobs }
}

# What the service is asked about, as the session sees it.
function Set-Stage([string] $Connection) {
    $found = Get-SttCustomModel clinic, voices -Verbose:$false -Debug:$false
    $stage.Model, $stage.AcousticModel = $found
    $stage.Job = @(Get-SttRecognitionJob -Verbose:$false -Debug:$false)[0]
}

$scenarios = . ([System.IO.Path]::Combine($PSScriptRoot, 'Scenarios.ps1')) $stage

foreach ($connection in $scenarios.Connections.Keys) {
    $connect = $scenarios.Connections[$connection]
    $cmdlets = @($scenarios.Service.Keys)
    if ($connection -notin $stage.WholeConnections) { $cmdlets = @('Get-SttBaseModel') }
    Set-Refusal none
    Invoke-Scenario 'Connect-SttService' $connection $connect $false
    Set-Stage
    foreach ($cmdlet in $cmdlets) {
        Invoke-Scenario $cmdlet "with $connection" $scenarios.Service[$cmdlet] $false
    }
    Set-Stage
    Set-Refusal service
    foreach ($cmdlet in $cmdlets) {
        Invoke-Scenario $cmdlet "refused, with $connection" $scenarios.Service[$cmdlet] $true
    }
    Get-SttSession -Verbose:$false | Disconnect-SttService -Verbose:$false
    foreach ($kind in 'service', 'tokens', 'broken') {
        Set-Refusal $kind
        Invoke-Scenario 'Connect-SttService' "$kind refused, with $connection" $connect $true
    }
}
Set-Refusal none
$null = & $scenarios.Connections['a key']
foreach ($cmdlet in $scenarios.Alone.Keys) {
    $cases = $scenarios.Alone[$cmdlet]
    if ($cases['Good']) { Invoke-Scenario $cmdlet 'good' $cases.Good $false }
    if ($cases['Bad']) { Invoke-Scenario $cmdlet 'bad' $cases.Bad $true }
}
$client.Dispose()
