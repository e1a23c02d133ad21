BeforeAll {
    . (Join-Path $PSScriptRoot 'TestService.ps1')
    $service = Connect-TestService
}

AfterAll { Disconnect-TestService $service }

Describe 'Sessions' {
    It 'shows where the current one leads, and no key' {
        $session = Get-SttSession
        $session.Uri | Should -Be $service.Uri
        ($session | Format-List * -Force | Out-String) |
            Should -Not -Match ([regex]::Escape((ConvertFrom-SecureString $service.ApiKey -AsPlainText)))
    }

    It 'takes a plain key for a mistake and says how to give one' {
        { Connect-SttService -Uri $service.Uri -ApiKey 'abc' } | Should -Throw -ExpectedMessage '*SecureString*'
    }

    It 'refuses a wrong key' {
        $wrong = ConvertTo-SecureString 'wrong' -AsPlainText -Force
        $failure = { Connect-SttService -Uri $service.Uri -ApiKey $wrong -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'keeps several apart by name' {
        $null = Connect-SttService -Uri $service.Uri -ApiKey $service.ApiKey -Name second
        try { (Get-SttBaseModel -Session second).Count | Should -Be 4 }
        finally { Disconnect-SttService -Session second }
        Get-SttSession | Should -HaveCount 1
    }

    It 'tells of a service which check fails, and of a good one that none does' {
        (Test-SttService).Passed | Should -Not -Contain $false
        $wrong = ConvertTo-SecureString 'wrong' -AsPlainText -Force
        $failed = Test-SttService $service.Uri -ApiKey $wrong | Where-Object Passed -eq $false
        $failed.Check | Should -Be 'Credentials'
        $failed.Recommendation | Should -Not -BeNullOrEmpty
    }
}
