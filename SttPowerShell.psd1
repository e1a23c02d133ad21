@{
    RootModule           = 'bin/SttPowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '25444823-e8da-4eed-b128-ffbfb190ec34'
    Author               = 'SttPowerShell contributors'
    CompanyName          = 'SttPowerShell contributors'
    Copyright            = 'Copyright (c) SttPowerShell contributors. MIT licence.'
    Description          = 'Speech to text with IBM Watson Speech to Text, or with the local service that comes with the module and speaks the same API: recognition of recordings and management of custom language and acoustic models.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('bin/SttPowerShell.Format.ps1xml')
    CmdletsToExport      = @(
        'Add-SttCorpus'
        'Add-SttGrammar'
        'Add-SttWord'
        'Connect-SttService'
        'ConvertTo-SttSubtitle'
        'Disconnect-SttService'
        'Export-SttTranscript'
        'Get-SttBaseModel'
        'Get-SttCorpus'
        'Get-SttCustomModel'
        'Get-SttGrammar'
        'Get-SttLocalService'
        'Get-SttSession'
        'Get-SttWord'
        'Invoke-SttRecognition'
        'Measure-SttWordError'
        'New-SttCustomModel'
        'Remove-SttCorpus'
        'Remove-SttCustomModel'
        'Remove-SttGrammar'
        'Remove-SttWord'
        'Reset-SttCustomModel'
        'Select-SttSession'
        'Start-SttLocalService'
        'Start-SttTraining'
        'Stop-SttLocalService'
        'Update-SttCustomModel'
        'Wait-SttModel'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Speech', 'SpeechToText', 'SpeechRecognition', 'Transcription', 'Watson', 'IBM', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md, section 0.1.0.'
        }
    }
}
