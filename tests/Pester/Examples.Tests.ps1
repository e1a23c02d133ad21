BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $program = Join-Path $root 'artifacts' 'bin' 'Examples' 'release' 'Examples.dll'
    $examples = dotnet $program list $root | ConvertFrom-Json -AsHashtable
}

# Each example once, against the local service with its real recogniser; those that need only PowerShell's engine run in
# `dotnet test` as well, against a fake service.
Describe 'Every example of help, topics and README' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'TestService.ps1')
        $samples = Get-SampleFolder
        $recordings = @(Get-ChildItem $samples -Filter *0880.wav; Get-ChildItem $samples -Filter *0930.wav
            Get-Item (Join-Path $samples '..' 'cards' '001.wav')).FullName
        $program = Join-Path $repository 'artifacts' 'bin' 'Examples' 'release' 'Examples.dll'
        $homeFolder = (New-Item -ItemType Directory (Join-Path $TestDrive 'home')).FullName
        $certificate = Join-Path $homeFolder 'cert.pem'

        $standIns = [System.Diagnostics.Process]::new()
        $standIns.StartInfo = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($argument in $program, 'stand-ins',
            (Join-Path $homeFolder 'data' 'SttPowerShell' 'service' 'endpoint.json'), $certificate) {
            $standIns.StartInfo.ArgumentList.Add($argument)
        }
        $standIns.StartInfo.RedirectStandardInput = $true
        $standIns.StartInfo.RedirectStandardOutput = $true
        $null = $standIns.Start()

        # What the runner finds: a home of its own, and a network that leads to the stand-ins.
        $environment = @{
            HOME = $homeFolder
            XDG_CONFIG_HOME = Join-Path $homeFolder 'config'
            XDG_STATE_HOME = Join-Path $homeFolder 'state'
            XDG_DATA_HOME = Join-Path $homeFolder 'data'
            XDG_CACHE_HOME = $env:XDG_CACHE_HOME ?? (Join-Path $HOME '.cache')
            HTTPS_PROXY = $standIns.StandardOutput.ReadLine()
            SSL_CERT_FILE = $certificate
            Customization__MinimumAudioMinutes = '0'
        }
        $former = @{}
        foreach ($name in $environment.Keys) {
            $former[$name] = [System.Environment]::GetEnvironmentVariable($name)
            [System.Environment]::SetEnvironmentVariable($name, $environment[$name])
        }
        try {
            $pwsh = (Get-Process -Id $PID).Path
            $lines = & $pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'ExampleRunner.ps1') -Root $repository `
                -Program $program -Recordings ($recordings -join ';')
        }
        finally {
            foreach ($name in $former.Keys) { [System.Environment]::SetEnvironmentVariable($name, $former[$name]) }
            $standIns.StandardInput.Close()
            $null = $standIns.WaitForExit(10000)
            $standIns.Dispose()
        }
        $results = @{}
        foreach ($line in $lines) {
            if ($line -notlike '{*') { continue }
            $result = $line | ConvertFrom-Json
            $results[$result.Source] = $result
        }
    }

    It 'works as typed: <Source>' -ForEach $examples {
        $result = $results[$Source]
        $result | Should -Not -BeNullOrEmpty -Because "the runner should have come to it; it ended with: $($lines | Select-Object -Last 5)"
        if ($result.Skipped) { Set-ItResult -Skipped -Because $result.Skipped }
        $result.Errors | Should -BeNullOrEmpty -Because $Text
    }
}
