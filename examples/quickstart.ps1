<#
.SYNOPSIS
Transcribes five recordings, and trains a custom language model that hears them better, all on this machine.

.DESCRIPTION
Run it without pwsh:  dotnet run --project src/SttShell -- examples/quickstart.ps1
or, after ./build.ps1, with it:  pwsh examples/quickstart.ps1

The first run fetches the recogniser and the recordings into your cache. Nothing is sent to anybody: the service that
recognises speech runs here, and speaks the API of Watson Speech to Text.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$root = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
Import-Module ([System.IO.Path]::Combine($root, 'SttPowerShell.psd1'))

# A service that runs already is used, and left running.
$startedHere = -not (Get-SttLocalService)

try {
    '--- The local service'
    # At a prompt each command has its own table; in a script Out-Default ends one, so that the next can begin.
    Start-SttLocalService | Out-Default
    # Later commands use this session. For a service on IBM Cloud: Connect-SttService -Uri $uri -ApiKey $key
    Connect-SttService -Local | Out-Default

    '--- Five recordings, transcribed'
    # The recordings come with the recogniser; the service's own program knows where they are.
    $program = [System.IO.Path]::Combine($root, 'bin', 'service', 'SttPowerShell.LocalService.dll')
    $recordings = & dotnet $program samples
    if ($LASTEXITCODE -ne 0) { throw 'The sample recordings could not be found.' }

    # In pwsh this would be: Get-ChildItem $recordings -Filter *.wav | Invoke-SttRecognition
    [System.IO.DirectoryInfo]::new($recordings).GetFiles('*.wav') | Invoke-SttRecognition | ForEach-Object {
        [System.IO.Path]::GetFileName($_.Path)
        "    $_"
    }

    '--- A custom language model: created, fed, trained'
    $model = New-SttCustomModel -Name quickstart -Type Language -Description 'Made by examples/quickstart.ps1'
    try {
        # Sentences such as will be spoken; a file with one a line would do: Add-SttCorpus quickstart calls.txt
        @(
            'He had then leisure to consider what was in his power.'
            'Mr. Dashwood was rather selfish, and not a little cold hearted.'
            'Unless he is ill disposed, he will be made more respectable still.'
            'She might have been made amiable herself, had she married an amiable man.'
        ) | Add-SttCorpus -Model quickstart -Name novel -Wait
        Add-SttWord -Model quickstart -Word zephyrion -SoundsLike 'zephyr ian' -DisplayAs Zephyrion -Wait
        Start-SttTraining -Model quickstart -Wait -PassThru | Out-Default

        '--- The recordings again, with the model'
        [System.IO.DirectoryInfo]::new($recordings).GetFiles('*.wav') |
            Invoke-SttRecognition -LanguageModel quickstart | ForEach-Object { "    $_" }
    }
    finally {
        # Removing a model asks for confirmation, unless told that it need not.
        $model | Remove-SttCustomModel -Confirm:$false
    }
    "Left: $(@(Get-SttCustomModel quick*).Count) models whose names begin with quick"
}
finally {
    if ($startedHere -and (Get-SttLocalService)) { Stop-SttLocalService }
}
