BeforeAll {
    . (Join-Path $PSScriptRoot 'TestService.ps1')
    $service = Connect-TestService
    $folder = Get-SampleFolder
    Push-Location $TestDrive
    # Lines such as: <s> he was not an ill disposed young man </s> (sense_and_sensibility_01_austen_64kb-0880)
    Get-Content (Join-Path $folder 'transcription') | ForEach-Object {
        if ($_ -match '^<s> (.*) </s> \((.*)\)$') {
            [pscustomobject]@{ Path = Join-Path $folder "$($Matches[2]).wav"; Reference = $Matches[1] }
        }
    } | Export-Csv ref.csv
    $corpus = Join-Path $repository 'tests' 'Quality' 'Data' 'in-the-novels-manner.txt'
    New-SttCustomModel retail -Type Language | Add-SttCorpus -LiteralPath $corpus -Wait
    Start-SttTraining retail -Wait
}

AfterAll {
    Pop-Location
    Disconnect-TestService $service
}

Describe 'A table of what was said' {
    It 'gives the total errors of a custom model' {
        $total = Import-Csv ref.csv | Invoke-SttRecognition -LanguageModel retail | Measure-SttWordError -Total
        $total.Pairs | Should -Be 5
        $total.Words | Should -Be 71
        $total.WordErrorRate | Should -BeLessThan 0.1
    }

    It 'tells which model and weight is best, and writes a page' {
        $results = Import-Csv ref.csv |
            Compare-SttModel -Model retail -CustomizationWeight 0.1, 0.3 -Report weights.html
        $results.Candidate | Should -Be 'en-US_BroadbandModel', 'retail 0.1', 'retail 0.3'
        $results[0].WordErrorRate | Should -BeGreaterThan 0.2
        $results[2].Difference | Should -BeLessThan -0.1
        $results[2].PValue | Should -BeLessThan 0.05
        $results[2].Significant | Should -BeTrue
        Get-Content weights.html -Raw | Should -Match 'retail 0\.3 has the fewest errors|retail 0\.1 has the fewest errors'
    }

    It 'is exported with the settings and read again' {
        $results = Import-Csv ref.csv | Compare-SttModel retail
        $results | Export-Csv results.csv
        (Import-Csv results.csv)[1].LanguageModelId | Should -Be (Get-SttCustomModel retail).Id
    }
}
