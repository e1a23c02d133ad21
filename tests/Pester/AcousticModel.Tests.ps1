BeforeAll {
    . (Join-Path $PSScriptRoot 'TestService.ps1')
    $service = Connect-TestService
    $clips = Get-ChildItem (Get-SampleFolder) -Filter *.wav
    $archive = Join-Path $TestDrive 'may.zip'
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'may')
    $clips | Select-Object -First 2 | Copy-Item -Destination $folder
    # Not Compress-Archive, whose module isn't part of every pwsh.
    [System.IO.Compression.ZipFile]::CreateFromDirectory($folder.FullName, $archive)
    $text = Join-Path $TestDrive 'notes.wav'
    'this is not audio but a text that is long enough to be sent' * 5 | Set-Content -LiteralPath $text
}

AfterAll { Disconnect-TestService $service }

Describe 'A custom acoustic model' {
    BeforeAll { $model = New-SttCustomModel support -Type Acoustic }

    It 'has a type and the default base model' {
        $model.Type | Should -Be 'Acoustic'
        $model.BaseModel | Should -Be 'en-US_BroadbandModel'
    }

    It 'takes recordings from the pipeline and an archive' {
        $clips | Add-SttAudio support -Wait
        Add-SttAudio support $archive -Wait
        $audio = Get-SttAudio support
        $audio.Count | Should -Be ($clips.Count + 1)
        $audio.Status | Select-Object -Unique | Should -Be 'Ok'
        (Get-SttAudio support may).Members.Count | Should -Be 2
    }

    It 'counts its minutes' {
        $total = Get-SttCustomModel support | Get-SttAudio -Total
        $seconds = (Get-SttAudio support | Measure-Object Duration -Sum).Sum
        $total.Minutes | Should -BeGreaterThan ($seconds / 60 - 0.1)
        $total.Minutes | Should -BeLessThan ($seconds / 60 + 0.1)
        $total.Valid | Should -Be ($clips.Count + 1)
    }

    It 'names audio that can not be used' {
        Add-SttAudio support $text -Wait -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -BeLike 'AudioInvalid,*'
        Get-SttAudio support | Where-Object Status -eq Invalid | Remove-SttAudio -PassThru |
            ForEach-Object Name | Should -Be 'notes'
    }

    It 'can not be used before it is trained, and a test says why' {
        { Invoke-SttRecognition $clips[0].FullName -AcousticModel support -ErrorAction Stop } |
            Should -Throw -ExpectedMessage '*train*'
        $checks = Get-SttCustomModel -Language en-US | Where-Object Status -ne Available |
            Test-SttCustomModel -Path $clips[0].FullName
        ($checks | Where-Object Check -eq Status).Passed | Should -BeFalse
        ($checks | Where-Object Check -eq Status).Recommendation | Should -BeLike '*Start-SttTraining*'
        ($checks | Where-Object Check -eq Audio).Passed | Should -BeTrue
    }

    It 'is emptied by a reset' {
        Reset-SttCustomModel support -Confirm:$false
        Get-SttAudio support | Should -BeNullOrEmpty
        (Get-SttCustomModel support).Status | Should -Be 'Pending'
    }
}
