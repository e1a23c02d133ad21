<#
.SYNOPSIS
Types every example of help, topics and README, and says what came of each: a JSON object a line.

.DESCRIPTION
Examples.Tests.ps1 runs this in a pwsh of its own, whose environment has a home in which there is nothing, and a proxy
through which IBM Cloud and whatever else examples name are stand-ins. The service is the local one, with its real
recogniser and its real training. For each example the folder, the models and the variables are as if it were the first.
#>
param(
    [Parameter(Mandatory)] [string] $Root,
    [Parameter(Mandatory)] [string] $Program,
    [Parameter(Mandatory)] [string] $Recordings, # three paths, with semicolons between them
    [string] $Source = '*'
)

# What the local service can't do, or what this machine lacks; each with the reason.
function Get-Obstacle([string] $Text) {
    if ($Text -match 'Update-SttCustomModel' -and $Text -notmatch '-WhatIf') {
        'The local service has one version of each base model, so that there is nothing to update to.'
    }
    if ($Text -match '-Vault' -and -not $vaults) { 'Microsoft.PowerShell.SecretManagement and SecretStore are not here.' }
    if ($Text -match '/dev/' -and $IsWindows) { 'There are no such files on Windows.' }
}

# What a person would do at the questions that examples ask.
function global:Read-Host { $global:key }
function global:Get-Credential { [pscredential]::new('ops', $global:key) }
function global:ibmcloud {
    $grant = @{ grant_type = 'urn:ibm:params:oauth:grant-type:apikey'; apikey = $global:key | ConvertFrom-SecureString -AsPlainText }
    $token = (Invoke-RestMethod "$($global:uri)identity/token" -Method Post -Body $grant).access_token
    @{ iam_token = "Bearer $token" } | ConvertTo-Json
}

function New-ExampleModel($Model) {
    $made = New-SttCustomModel $Model.Name -Type $Model.Type
    foreach ($one in $Model.Corpora.PSObject.Properties) { $made | Add-SttCorpus -Path $one.Value -Name $one.Name -Wait }
    foreach ($one in $Model.Grammars.PSObject.Properties) { $made | Add-SttGrammar -Path $one.Value -Name $one.Name -Wait }
    foreach ($one in $Model.Audio.PSObject.Properties) { $made | Add-SttAudio -Path $one.Value -Name $one.Name -Wait }
    if ($Model.Words) { $Model.Words | Add-SttWord $made -Wait }
    switch ($Model.Status) {
        'Available' { $made | Start-SttTraining -Wait }
        'Failed' { $made | Start-SttTraining -ErrorAction SilentlyContinue }
    }
    $made | Get-SttCustomModel
}

# By its name or with a wildcard; what costs nothing is always there, for examples that name none.
function Test-Named($Model, [string] $Text) {
    if ($Model.Status -in 'Pending', 'Failed') { return $true }
    if ($Text -match "(?<![\w-])$([regex]::Escape($Model.Name))(?![\w*-])") { return $true }
    foreach ($match in [regex]::Matches($Text, '[\w-]+\*')) { if ($Model.Name -like $match.Value) { return $true } }
}

# Removes what the example before has made or changed, and makes what is missing, but for what this one makes itself.
function Restore-ExampleModel([string] $Text) {
    foreach ($model in Get-SttCustomModel) {
        $known = $script:made[$model.Id]
        if ($known -and "$($known.Status) $($known.Updated.Ticks)" -eq "$($model.Status) $($model.Updated.Ticks)" -and
            $Text -notmatch "New-SttCustomModel $($model.Name)\b") { continue }
        $script:made.Remove($model.Id)
        $model | Wait-SttModel -Timeout 120 -ErrorAction SilentlyContinue > $null
        $model | Remove-SttCustomModel
    }
    $there = @{}
    foreach ($model in $script:made.Values) { $there[$model.Name] = $model }
    foreach ($model in $models) {
        if (-not (Test-Named $model $Text) -or $Text -match "New-SttCustomModel $($model.Name)\b") { continue }
        if (-not $there[$model.Name]) {
            $there[$model.Name] = New-ExampleModel $model
            $script:made[$there[$model.Name].Id] = $there[$model.Name]
        }
        # A language model that an acoustic one is trained with must be trained itself.
        if ($Text -match 'Start-SttTraining' -and $Text -notmatch "Start-SttTraining.* -LanguageModel $($model.Name)\b" -and
            $model.Status -eq 'Available') { Add-NewData $there[$model.Name] }
    }
}

# Something to train for an example that trains.
function Add-NewData($Model) {
    # By its id: the object belongs to the session that it came from, which may be closed.
    if ($Model.Type -eq 'Acoustic') { Add-SttAudio $Model.Id call.wav -Name new -Wait }
    else { Add-SttCorpus $Model.Id texts/orders.txt -Name new -Wait }
}

function Restore-Example([string] $Text) {
    $global:folder = New-Item -ItemType Directory -Path ([System.IO.Path]::GetTempPath()) -Name "stt-example-$([guid]::NewGuid())"
    Set-Location $folder
    dotnet $Program folder $folder.FullName @($Recordings -split ';')
    $service = Start-SttLocalService
    $global:uri = $service.Uri
    $global:key = $service.ApiKey
    $global:secret = $key
    Get-SttCredential | Remove-SttCredential
    foreach ($name in 'prod', 'prod-east', 'cluster', 'test-1') { Set-SttCredential $name $uri -ApiKey $key }
    Set-SttCredential prod -Default
    foreach ($name in 'cluster', 'world') { Connect-SttService $uri -ApiKey $key -Name $name > $null }
    Restore-ExampleModel $Text
    $global:session = Get-SttSession -Current
    $global:model = Get-SttCustomModel retail-next
    $global:files = Get-ChildItem *.wav
    if ($Text -match 'Unregister-SttCallback') {
        Get-Content callbacks.txt | ForEach-Object { Register-SttCallback $_ -UserSecret $secret > $null }
    }
    if ($Text -match 'jobs?\b') { $global:jobs = Start-SttRecognitionJob call.wav, talk.wav -Timestamps }
    if ($Text -match 'stt-data' -and $Text -notmatch 'Start-SttLocalService -DataDirectory') {
        Start-SttLocalService -DataDirectory ./stt-data > $null
    }
    if ($Text -match '/dev/stdin') {
        mkfifo stdin
        Start-Process sh -ArgumentList '-c', '"cat call.wav > stdin"'
    }
}

function Clear-Example {
    $env:Customization__MinimumAudioMinutes = 0
    Get-SttLocalService -DataDirectory ./stt-data | Stop-SttLocalService
    Get-SttSession | Disconnect-SttService
    Get-Job | Remove-Job -Force
    Set-Location $Root
    Remove-Item -LiteralPath $folder -Recurse -Force
}

function Invoke-Example([string] $Text) {
    # This process's own input isn't the example's; a named pipe is a live source, too.
    $typed = $Text.Replace('/dev/stdin', (Join-Path $folder 'stdin'))
    $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::CurrentRunspace)
    try {
        # Shown in 80 columns, so that views are tried, too.
        $shown = $shell.AddScript($typed, $true).AddCommand('Out-String').AddParameter('Width', 80).Invoke()
        @{ Shown = "$shown"; Errors = @($shell.Streams.Error | ForEach-Object { "$($_.FullyQualifiedErrorId): $_" }) }
    }
    catch { @{ Shown = ''; Errors = @("$($_.FullyQualifiedErrorId): $_") } }
    finally { $shell.Dispose() }
}

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
$ProgressPreference = 'SilentlyContinue'
# As it is when installed: the runspaces of ForEach-Object -Parallel find it by its name.
$installed = (New-Item -ItemType Directory -Path (Join-Path $HOME 'modules')).FullName
New-Item -ItemType SymbolicLink -Path (Join-Path $installed 'SttPowerShell') -Value $Root > $null
$env:PSModulePath = $installed, $env:PSModulePath -join [System.IO.Path]::PathSeparator
Import-Module SttPowerShell
$made = @{}
$models = dotnet $Program models | ConvertFrom-Json
$vaults = @(Get-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -ListAvailable).Count -ge 2
if ($vaults) {
    Register-SecretVault Work -ModuleName Microsoft.PowerShell.SecretStore
    Set-SecretStoreConfiguration -Authentication None -Interaction None -Confirm:$false -Password (
        ConvertTo-SecureString 'examples' -AsPlainText -Force)
}
try {
    foreach ($example in dotnet $Program list $Root | ConvertFrom-Json | Where-Object Source -Like $Source) {
        $obstacle = Get-Obstacle $example.Text
        if ($obstacle) { @{ Source = $example.Source; Skipped = $obstacle } | ConvertTo-Json -Compress; continue }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        try { Restore-Example $example.Text }
        catch {
            @{ Source = $example.Source; Errors = @("could not be prepared: $_ $($_.ScriptStackTrace)") } | ConvertTo-Json -Compress
            Clear-Example
            continue
        }
        $ErrorActionPreference = 'Continue'
        $result = Invoke-Example $example.Text
        $ErrorActionPreference = 'Stop'
        Clear-Example
        $result + @{ Source = $example.Source; Seconds = $watch.Elapsed.TotalSeconds } | ConvertTo-Json -Compress
    }
}
finally { Get-SttLocalService | Stop-SttLocalService -ErrorAction Continue }
