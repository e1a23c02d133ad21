<#
.SYNOPSIS
What the canary tests do with each cmdlet. A cmdlet without an entry, or a secret parameter that no entry uses, fails them.

.DESCRIPTION
$stage holds where things are, and secrets that are looked for afterwards in all that anybody could see: Key, Token,
Password, UserSecret (SecureStrings). It has Uri, Folder, Audio, Callback, and of the session Model, AcousticModel and Job.

Connections  the ways to open a session.
Service      need a session. The service answers, and no error may be written; then it refuses, and one must be.
Alone        need none: what must go well, and what must fail.
#>
param([Parameter(Mandatory)] [hashtable] $Stage)

$me = [pscredential]::new('me', $stage.Password)
$to = @{ Uri = $stage.Uri; MaximumRetryCount = 0 }
$at = @{ Uri = $stage.Uri }
$plain = { param($secret) [System.Net.NetworkCredential]::new('', $secret).Password }
$grammar = "#ABNF 1.0 ISO8859-1;`nlanguage en-US;`nmode voice;`nroot `$yes;`n`$yes = yes;"

$scenarios = @{
    Connections = [ordered]@{
        'a key' = { Connect-SttService @to -ApiKey $stage.Key }
        'a password' = { Connect-SttService @to -Credential $me }
        'a token' = { Connect-SttService @to -Token $stage.Token }
        'a script for tokens' = { Connect-SttService @to -TokenScript { $stage.Token } }
        'a key and a client at a token service' = {
            Connect-SttService @to -ApiKey $stage.Key -AuthenticationUri $stage.Uri -ClientCredential $me
        }
        'a key of Cloud Pak for Data' = { Connect-SttService @to -ApiKey $stage.Key -UserName me }
        'a password of Cloud Pak for Data' = { Connect-SttService @to -Credential $me -Authentication CloudPak }
        'a stored key' = {
            Set-SttCredential stored $stage.Uri -ApiKey $stage.Key -AuthenticationUri $stage.Uri -ClientCredential $me
            Connect-SttService -Name stored -MaximumRetryCount 0
        }
        'the environment' = {
            $env:SPEECH_TO_TEXT_URL = $stage.Uri
            $env:SPEECH_TO_TEXT_APIKEY = & $plain $stage.Key
            Connect-SttService -MaximumRetryCount 0
            $env:SPEECH_TO_TEXT_URL = $env:SPEECH_TO_TEXT_APIKEY = $null
        }
        'VCAP_SERVICES' = {
            $env:VCAP_SERVICES = '{"speech_to_text":[{"credentials":{"url":"' + $stage.Uri + '","username":"me","password":"' +
                (& $plain $stage.Password) + '"}}]}'
            Connect-SttService -MaximumRetryCount 0
            $env:VCAP_SERVICES = $null
        }
    }
    Service = [ordered]@{
        'Get-SttBaseModel' = { Get-SttBaseModel }
        'New-SttCustomModel' = { New-SttCustomModel canary -Type Language -Description 'A model' }
        'Get-SttCustomModel' = { Get-SttCustomModel; $stage.Model | Get-SttCustomModel }
        'Reset-SttCustomModel' = { $stage.Model | Reset-SttCustomModel -Confirm:$false -PassThru }
        'Update-SttCustomModel' = { $stage.Model | Update-SttCustomModel -PassThru }
        'Start-SttTraining' = { $stage.Model | Start-SttTraining -Force -PassThru }
        'Wait-SttModel' = { $stage.AcousticModel | Wait-SttModel; $stage.AcousticModel | Wait-SttModel -AsJob }
        'Test-SttCustomModel' = { $stage.AcousticModel | Test-SttCustomModel -Path $stage.Audio }
        'Add-SttCorpus' = { Add-SttCorpus $stage.Model -Text 'Some words.' -Name corpus -Force -PassThru }
        'Get-SttCorpus' = { Get-SttCorpus $stage.Model }
        'Remove-SttCorpus' = { Remove-SttCorpus $stage.Model corpus -PassThru }
        'Add-SttGrammar' = { Add-SttGrammar $stage.Model -Text $grammar -Name grammar -Format Abnf -Force -PassThru }
        'Get-SttGrammar' = { Get-SttGrammar $stage.Model }
        'Remove-SttGrammar' = { Remove-SttGrammar $stage.Model grammar -PassThru }
        'Add-SttWord' = { Add-SttWord $stage.Model canary -SoundsLike 'ka nary' -PassThru }
        'Get-SttWord' = { Get-SttWord $stage.Model }
        'Remove-SttWord' = { Remove-SttWord $stage.Model canary -PassThru }
        'Add-SttAudio' = { Add-SttAudio $stage.AcousticModel $stage.Audio -Name audio -Force -PassThru }
        'Get-SttAudio' = { Get-SttAudio $stage.AcousticModel }
        'Remove-SttAudio' = { Remove-SttAudio $stage.AcousticModel audio -PassThru }
        'Invoke-SttRecognition' = {
            Invoke-SttRecognition $stage.Audio -Timestamps
            Invoke-SttRecognition $stage.Audio -Raw
            Invoke-SttRecognition $stage.Audio -Interim
            Invoke-SttRecognition $stage.Audio -AsJob
        }
        'Invoke-SttBulkRecognition' = { Invoke-SttBulkRecognition $stage.Audio -OutputDirectory $stage.Folder }
        'Compare-SttModel' = { Compare-SttModel $stage.Model -Path $stage.Audio -Reference 'open the door' }
        'Export-SttCustomModel' = { $stage.Model | Export-SttCustomModel -Path $stage.Folder -Force }
        'Import-SttCustomModel' = {
            [System.IO.Directory]::GetFiles($stage.Folder, '*.sttmodel') | Import-SttCustomModel -Name copy
        }
        'Start-SttRecognitionJob' = { Start-SttRecognitionJob $stage.Audio }
        'Get-SttRecognitionJob' = { Get-SttRecognitionJob; Get-SttRecognitionJob $stage.Job }
        'Wait-SttRecognitionJob' = { Wait-SttRecognitionJob $stage.Job; Wait-SttRecognitionJob $stage.Job -AsJob }
        'Receive-SttRecognitionJob' = { Receive-SttRecognitionJob $stage.Job; Receive-SttRecognitionJob $stage.Job -Raw }
        'Remove-SttRecognitionJob' = { Start-SttRecognitionJob $stage.Audio | Remove-SttRecognitionJob }
        'Register-SttCallback' = { Register-SttCallback $stage.Callback -UserSecret $stage.UserSecret }
        'Unregister-SttCallback' = { Unregister-SttCallback $stage.Callback }
        'Remove-SttUserData' = { Remove-SttUserData canary -Confirm:$false }
        'Remove-SttCustomModel' = {
            New-SttCustomModel gone -Type Language | Remove-SttCustomModel -Confirm:$false -PassThru
        }
        'Export-SttTranscript' = {
            Invoke-SttRecognition $stage.Audio -Timestamps |
                Export-SttTranscript -Format Json, Txt -OutputDirectory $stage.Folder -Force -PassThru
        }
        'Measure-SttWordError' = { Invoke-SttRecognition $stage.Audio -Reference 'open the door' | Measure-SttWordError }
    }
    Alone = [ordered]@{
        # The fake service gives no times for some of the words.
        'ConvertTo-SttSubtitle' = @{ Bad = { Invoke-SttRecognition $stage.Audio | ConvertTo-SttSubtitle } }
        'Connect-SttService' = @{
            # The service is a program of its own, and has no business with what else is in the environment.
            Good = {
                $env:SPEECH_TO_TEXT_APIKEY = & $plain $stage.Key
                $env:SPEECH_TO_TEXT_PASSWORD = & $plain $stage.Password
                $env:VCAP_SERVICES = & $plain $stage.Token
                Connect-SttService -Local -DataDirectory $stage.Data
                $env:SPEECH_TO_TEXT_APIKEY = $env:SPEECH_TO_TEXT_PASSWORD = $env:VCAP_SERVICES = $null
            }
            # A secret in plain text is refused.
            Bad = {
                Connect-SttService @to -ApiKey (& $plain $stage.Key)
                Connect-SttService @to -Token (& $plain $stage.Token)
            }
        }
        'Test-SttService' = @{
            Good = {
                Test-SttService @at -ApiKey $stage.Key -ClientCredential $me -AuthenticationUri $stage.Uri
                Test-SttService @at -Credential $me
                Test-SttService @at -Token $stage.Token
                Test-SttService @at -TokenScript { $stage.Token }
                Test-SttService @at -ApiKey $stage.Key -Proxy $stage.Uri -ProxyCredential $me
            }
            Bad = { Test-SttService -Name nowhere }
        }
        'Get-SttSession' = @{ Good = { Get-SttSession }; Bad = { Get-SttSession nowhere } }
        'Select-SttSession' = @{
            Good = { Get-SttSession | Select-SttSession -PassThru }
            Bad = { Select-SttSession nowhere }
        }
        'Set-SttCredential' = @{
            Good = {
                Set-SttCredential key $stage.Uri -ApiKey $stage.Key -ClientCredential $me -Authentication Iam -PassThru
                Set-SttCredential password $stage.Uri -Credential $me -Default -PassThru
            }
            Bad = {
                Set-SttCredential 'not/a name' $stage.Uri -ApiKey $stage.Key
                Set-SttCredential vault $stage.Uri -ApiKey $stage.Key -Vault nowhere
            }
        }
        'Get-SttCredential' = @{ Good = { Get-SttCredential }; Bad = { Get-SttCredential nowhere } }
        'Remove-SttCredential' = @{ Good = { Remove-SttCredential key, password }; Bad = { Remove-SttCredential nowhere } }
        'Start-SttLocalService' = @{
            Good = { Start-SttLocalService -DataDirectory $stage.Data }
            Bad = { Start-SttLocalService -DataDirectory $stage.Audio }
        }
        'Get-SttLocalService' = @{ Good = { Get-SttLocalService -DataDirectory $stage.Data } }
        'Stop-SttLocalService' = @{ Good = { Stop-SttLocalService -DataDirectory $stage.Data } }
        'Disconnect-SttService' = @{
            Good = { Get-SttSession | Disconnect-SttService }
            Bad = { Disconnect-SttService nowhere }
        }
    }
}
if ((Get-Command Connect-SttService).Parameters.ContainsKey('ProxyCredential')) {
    $scenarios.Connections['a proxy that asks for a password'] = {
        Connect-SttService @to -ApiKey $stage.Key -Proxy $stage.Uri -ProxyCredential $me
    }
}
$scenarios
