BeforeAll {
    . (Join-Path $PSScriptRoot 'TestService.ps1')
    $service = Connect-TestService
    $clip = Get-ChildItem (Get-SampleFolder) -Filter *.wav | Sort-Object Length | Select-Object -First 1
}

AfterAll { Disconnect-TestService $service }

Describe 'Recognition jobs' {
    It 'goes from the file to the transcript in one pipeline' {
        $expected = Invoke-SttRecognition $clip.FullName
        $transcript = $clip | Start-SttRecognitionJob | Wait-SttRecognitionJob -Timeout 120 | Receive-SttRecognitionJob
        $transcript.Path | Should -Be $clip.FullName
        $transcript.Transcript | Should -Be $expected.Transcript
        $transcript.Duration | Should -Be $expected.Duration
        $transcript.BaseModel | Should -Be $expected.BaseModel
    }

    It 'lists jobs with their files, and removes what was received' {
        $job = Start-SttRecognitionJob $clip.FullName
        (Get-SttRecognitionJob | Where-Object Id -EQ $job.Id).Path | Should -Be $clip.FullName
        $job | Receive-SttRecognitionJob -Wait -Timeout 120 -AutoRemoveJob | Should -Not -BeNullOrEmpty
        (Get-SttRecognitionJob).Id | Should -Not -Contain $job.Id
        Get-SttRecognitionJob $job.Id -ErrorAction SilentlyContinue -ErrorVariable gone
        $gone.FullyQualifiedErrorId | Should -BeLike 'RecognitionJobNotFound,*'
    }

    It 'says why a job failed, and goes on with the others' {
        $text = Join-Path $TestDrive 'text.wav'
        Set-Content $text ('This is not audio. ' * 20)
        $transcripts = $text, $clip.FullName | Start-SttRecognitionJob -ContentType audio/wav |
            Receive-SttRecognitionJob -Wait -Timeout 120 -ErrorAction SilentlyContinue -ErrorVariable failure
        $transcripts | Should -HaveCount 1
        $failure.Exception.Message | Should -BeLike '*text.wav*has failed*'
    }

    It 'deletes the jobs of a customer' {
        $job = Start-SttRecognitionJob $clip.FullName -CustomerId customer-7 | Wait-SttRecognitionJob -Timeout 120
        Remove-SttUserData customer-7 -Confirm:$false
        (Get-SttRecognitionJob).Id | Should -Not -Contain $job.Id
    }

    It 'refuses a callback that nobody registered' {
        Start-SttRecognitionJob $clip.FullName -CallbackUri http://127.0.0.1:9/ -ErrorAction SilentlyContinue `
            -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -BeLike 'CallbackNotRegistered,*'
    }

    It 'registers no callback that nobody answers at' {
        Register-SttCallback http://127.0.0.1:9/ -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -BeLike 'CallbackRefused,*'
    }
}

Describe '-AsJob' {
    It 'works with the built-in job cmdlets' {
        $job = Get-Item $clip.FullName | Invoke-SttRecognition -AsJob
        $job | Wait-Job -Timeout 120 | Should -Be $job
        $job.State | Should -Be 'Completed'
        ($job | Receive-Job).Path | Should -Be $clip.FullName
        $job | Remove-Job
        Get-Job | Should -BeNullOrEmpty
    }

    It 'is shown as a job' {
        $job = Invoke-SttRecognition $clip.FullName -AsJob
        $job | Out-String | Should -Match 'CmdletJob\s+\w+\s+'
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Not -BeNullOrEmpty
    }

    It 'stops' {
        $recognition = Start-SttRecognitionJob $clip.FullName
        $job = Wait-SttRecognitionJob $recognition -AsJob
        $job | Stop-Job
        $job.State | Should -BeIn 'Stopped', 'Completed'
        $job | Remove-Job
    }
}
