BeforeAll {
    . (Join-Path $PSScriptRoot 'TestService.ps1')
    $service = Connect-TestService
}

AfterAll { Disconnect-TestService $service }

Describe 'Custom models' {
    BeforeEach {
        $retail = New-SttCustomModel -Name old-retail -Type Language -Description 'Shops'
        $phone = New-SttCustomModel -Name old-phone -Type Acoustic
    }

    AfterEach { Get-SttCustomModel | Remove-SttCustomModel -Confirm:$false }

    It 'come back as they were made' {
        $retail.Type | Should -Be 'Language'
        $retail.Status | Should -Be 'Pending'
        (Get-SttCustomModel $retail.Id).Description | Should -Be 'Shops'
    }

    It 'are found by <Pattern>' -ForEach @(
        @{ Pattern = 'old-*'; Names = 'old-retail', 'old-phone' }
        @{ Pattern = 'OLD-r*'; Names = @('old-retail') }
        @{ Pattern = 'none-*'; Names = @() }
    ) {
        @(Get-SttCustomModel $Pattern).Name | Should -Be $Names
    }

    It 'are filtered by type' { (Get-SttCustomModel -Type Acoustic).Id | Should -Be $phone.Id }

    It 'stay where -WhatIf is given' {
        Get-SttCustomModel old-* | Remove-SttCustomModel -WhatIf
        Get-SttCustomModel | Should -HaveCount 2
    }

    It 'are removed through the pipeline' {
        Get-SttCustomModel old-* | Remove-SttCustomModel -Confirm:$false
        Get-SttCustomModel | Should -BeNullOrEmpty
    }

    It 'can be reset' { { $retail | Reset-SttCustomModel -Confirm:$false } | Should -Not -Throw }

    It 'let the pipeline go on after one that is missing' {
        $found = Get-SttCustomModel nowhere, old-phone -ErrorAction SilentlyContinue -ErrorVariable missing
        $found.Id | Should -Be $phone.Id
        $missing.FullyQualifiedErrorId | Should -BeLike 'CustomModelNotFound,*'
    }

    It 'stop a script under ErrorActionPreference Stop' {
        $ErrorActionPreference = 'Stop'
        { Get-SttCustomModel nowhere; 'went on' } | Should -Throw
    }

    It 'stop early for Select-Object -First' { Get-SttCustomModel | Select-Object -First 1 | Should -HaveCount 1 }
}
