BeforeAll {
    . (Join-Path $PSScriptRoot 'TestService.ps1')
    $service = Connect-TestService
    $clip = Get-ChildItem (Get-SampleFolder) -Filter *.wav | Sort-Object Length | Select-Object -First 1
}

AfterAll { Disconnect-TestService $service }

Describe 'Recognition' {
    It 'gives the text of a file by its path' {
        $transcript = Invoke-SttRecognition $clip.FullName
        $transcript.Path | Should -Be $clip.FullName
        "$transcript" | Should -Be $transcript.Transcript
        ($transcript.Transcript -split ' ').Count | Should -BeGreaterThan 3
    }

    It 'takes files from the pipeline' {
        $transcripts = $clip, $clip | Invoke-SttRecognition
        $transcripts | Should -HaveCount 2
        $transcripts[0].Transcript | Should -Be $transcripts[1].Transcript
    }

    It 'shows its text, and columns where they are asked for' {
        $transcript = Invoke-SttRecognition $clip.FullName
        ($transcript | Out-String).Trim() | Should -Be $transcript.Transcript
        $table = $transcript | Format-Table Path, Transcript | Out-String -Width 400
        $table | Should -Match 'Path\s+Transcript'
        $table | Should -Match ([regex]::Escape($clip.Name))
    }

    It 'hears the same in bytes and in a stream' {
        $expected = (Invoke-SttRecognition $clip.FullName).Transcript
        $bytes = [System.IO.File]::ReadAllBytes($clip.FullName)
        (, $bytes | Invoke-SttRecognition).Transcript | Should -Be $expected
        $stream = [System.IO.MemoryStream]::new($bytes)
        ($stream | Invoke-SttRecognition).Transcript | Should -Be $expected
    }

    It 'gives words their times' {
        $words = (Invoke-SttRecognition $clip.FullName -Timestamps -WordConfidence).Results.Words
        $words[0].Start | Should -BeLessThan $words[0].End
        $words[-1].Confidence | Should -BeGreaterOrEqual 0
        $words[-1].Confidence | Should -BeLessOrEqual 1
    }

    It 'names a missing file and goes on with the others' {
        $found = Invoke-SttRecognition missing.wav, $clip.FullName -ErrorAction SilentlyContinue -ErrorVariable missing
        $found | Should -HaveCount 1
        $missing.FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
    }

    It 'finds a file whose name has brackets' {
        $copy = Join-Path $TestDrive 'call [1].wav'
        Copy-Item -LiteralPath $clip.FullName -Destination $copy
        (Get-Item -LiteralPath $copy | Invoke-SttRecognition).Path | Should -Be $copy
    }

    It 'says that a text file is not audio' {
        $text = Join-Path $TestDrive 'text.wav'
        Set-Content $text ('This is not audio. ' * 20)
        $failure = { Invoke-SttRecognition $text -ErrorAction Stop } | Should -Throw -PassThru
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
    }
}
