BeforeAll {
    . (Join-Path $PSScriptRoot 'TestService.ps1')
    $service = Connect-TestService
    $samples = Get-SampleFolder
    $program = Join-Path $repository 'artifacts' 'bin' 'Examples' 'release' 'Examples.dll'
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'pipelines')
    dotnet $program folder $folder.FullName @(Get-ChildItem $samples -Filter *0880.wav; Get-ChildItem $samples -Filter *0930.wav
        Get-Item (Join-Path $samples '..' 'cards' '001.wav')).FullName
    Push-Location $folder
    New-SttCustomModel retail -Type Language | Add-SttCorpus -Path transcripts.txt -Wait
    New-SttCustomModel old-retail -Type Language | Add-SttCorpus -Path calls.txt -Wait
    # Training without anything to learn from makes a model fail.
    New-SttCustomModel empty -Type Language | Start-SttTraining -ErrorAction SilentlyContinue
}

AfterAll {
    Pop-Location
    Disconnect-TestService $service
}

# Whole pipelines as an operator types them, of one line each.
Describe 'A pipeline' {
    It 'shows the transcripts of all recordings' {
        $table = Get-ChildItem *.wav | Invoke-SttRecognition | Format-Table Path, Transcript | Out-String -Width 300
        $table | Should -Match 'Path\s+Transcript'
        # The column is as wide as the first paths, so that a longer one may lack its end.
        $rows = $table -split '\n' | Where-Object { $_ -match "^$([regex]::Escape($folder.FullName))\S+\s+\w+" }
        $rows | Should -HaveCount (Get-ChildItem *.wav).Count
    }

    It 'adds the words of a table and trains' {
        Import-Csv products.csv | Add-SttWord -Model retail -Wait; Start-SttTraining retail -Wait
        (Get-SttCustomModel retail).Status | Should -Be 'Available'
        (Get-SttWord retail -Type User).Word | Should -Be 'qubernetta', 'zephyrion'
    }

    It 'finds out what is wrong with the models that have failed' {
        $tests = Get-SttCustomModel -Language en-US | Where-Object Status -eq Failed | Test-SttCustomModel
        ($tests | Where-Object Check -EQ Status).Passed | Should -BeFalse
        $tests.Model | Select-Object -Unique | Should -Be 'empty'
    }

    It 'counts the words that a custom model gets wrong' {
        $total = Import-Csv ref.csv | Invoke-SttRecognition -LanguageModel retail | Measure-SttWordError -Total
        $total | Should -HaveCount 1
        $total.Words | Should -Be 16
        # Both sentences are in the model's corpus.
        $total.WordErrorRate | Should -BeLessThan 0.2
    }

    It 'says what would be backed up and removed, and does nothing' {
        Get-SttCustomModel old-* | Remove-SttCustomModel -BackupPath ./bak -WhatIf
        (Get-SttCustomModel old-*).Name | Should -Be 'old-retail'
        Test-Path bak | Should -BeFalse
    }

    It 'makes subtitles of all that was recognised in the background' {
        $null = Start-SttRecognitionJob call.wav, talk.wav -Timestamps
        Get-SttRecognitionJob | Wait-SttRecognitionJob | Receive-SttRecognitionJob | Export-SttTranscript -Format srt -OutputDirectory out
        (Get-ChildItem out).Name | Should -Be 'call.srt', 'talk.srt'
        Get-Content out/call.srt -TotalCount 2 | Select-Object -Last 1 | Should -Match '^\d\d:\d\d:\d\d,\d{3} --> '
    }
}
