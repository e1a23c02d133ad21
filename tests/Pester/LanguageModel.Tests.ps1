BeforeAll {
    . (Join-Path $PSScriptRoot 'TestService.ps1')
    $service = Connect-TestService
    $clip = Get-ChildItem (Get-SampleFolder) -Filter *.wav | Sort-Object Length | Select-Object -First 1
    $corpus = Join-Path $TestDrive 'calls.txt'
    'The zephyrion invoice is for one hundred dollars.', 'Please renew my Zephyrion licence (again).' |
        Set-Content -LiteralPath $corpus
    $products = Join-Path $TestDrive 'products.csv'
    @'
Word,SoundsLike,DisplayAs
zephyrion,zephyr ian,Zephyrion
qubernetta,coo burn etta|cue burn etta,Qubernetta
'@ | Set-Content -LiteralPath $products
}

AfterAll { Disconnect-TestService $service }

Describe 'A custom language model' {
    BeforeAll { $model = New-SttCustomModel retail -Type Language }

    It 'learns from a corpus' {
        Add-SttCorpus retail $corpus -Wait
        $added = Get-SttCorpus retail
        $added.Name | Should -Be 'calls'
        $added.Status | Should -Be 'Analyzed'
        $added.TotalWords | Should -Be 13  # without the bracketed one
    }

    It 'learns words from a CSV file in one request' {
        Import-Csv $products | Add-SttWord -Model retail -Wait
        $words = Get-SttWord retail -Type User
        $words.Word | Should -Be 'qubernetta', 'zephyrion'
        $words[0].SoundsLike | Should -Be 'coo burn etta', 'cue burn etta'
    }

    It 'refuses to be used before it is trained, and names the fix' {
        { Invoke-SttRecognition $clip.FullName -LanguageModel retail -ErrorAction Stop } |
            Should -Throw -ExpectedMessage '*train*'
    }

    It 'is trained and then available' {
        (Start-SttTraining retail -Wait -PassThru).Status | Should -Be 'Available'
        (Get-SttCustomModel retail | Wait-SttModel -Timeout 60).Progress | Should -Be 100
    }

    It 'is used in recognition, with its own base model' {
        $transcript = Invoke-SttRecognition $clip.FullName -LanguageModel retail -CustomizationWeight 0.2
        $transcript.LanguageModelId | Should -Be $model.Id
        $transcript.BaseModel | Should -Be $model.BaseModel
        $transcript.Transcript | Should -Not -BeNullOrEmpty
    }

    It 'goes back to ready when its data changes' {
        Get-SttCorpus retail | Remove-SttCorpus -Confirm:$false
        Get-SttCorpus retail | Should -BeNullOrEmpty
        (Get-SttCustomModel retail).Status | Should -Be 'Ready'
    }

    It 'is emptied by a reset' {
        Reset-SttCustomModel retail -Confirm:$false
        Get-SttWord retail | Should -BeNullOrEmpty
        (Get-SttCustomModel retail).Status | Should -Be 'Pending'
    }
}
