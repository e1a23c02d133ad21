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
        'Add-SttAudio'
        'Add-SttCorpus'
        'Add-SttGrammar'
        'Add-SttWord'
        'Compare-SttModel'
        'Connect-SttService'
        'ConvertTo-SttSubtitle'
        'Disconnect-SttService'
        'Export-SttCustomModel'
        'Export-SttTranscript'
        'Get-SttAudio'
        'Get-SttBaseModel'
        'Get-SttCorpus'
        'Get-SttCredential'
        'Get-SttCustomModel'
        'Get-SttGrammar'
        'Get-SttLocalService'
        'Get-SttRecognitionJob'
        'Get-SttSession'
        'Get-SttWord'
        'Import-SttCustomModel'
        'Invoke-SttBulkRecognition'
        'Invoke-SttRecognition'
        'Measure-SttWordError'
        'New-SttCustomModel'
        'Receive-SttRecognitionJob'
        'Register-SttCallback'
        'Remove-SttAudio'
        'Remove-SttCorpus'
        'Remove-SttCredential'
        'Remove-SttCustomModel'
        'Remove-SttGrammar'
        'Remove-SttRecognitionJob'
        'Remove-SttUserData'
        'Remove-SttWord'
        'Reset-SttCustomModel'
        'Select-SttSession'
        'Set-SttCredential'
        'Start-SttLocalService'
        'Start-SttRecognitionJob'
        'Start-SttTraining'
        'Stop-SttLocalService'
        'Test-SttCustomModel'
        'Test-SttService'
        'Unregister-SttCallback'
        'Update-SttCustomModel'
        'Wait-SttModel'
        'Wait-SttRecognitionJob'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Speech', 'SpeechToText', 'SpeechRecognition', 'Transcription', 'Watson', 'IBM', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md in the folder of the module, section 0.1.0.'
        }
    }
}
