namespace SttPowerShell.Tooling.Tests;

/// <summary>Runs tests/Pester in a real pwsh, as an ops script would use the module.</summary>
public sealed class PesterTests
{
    private const string RunPester = """
        $configuration = New-PesterConfiguration
        $configuration.Run.Path = $args[0]
        $configuration.Run.PassThru = $true
        $configuration.Output.Verbosity = 'None'
        $result = Invoke-Pester -Configuration $configuration
        foreach ($test in $result.Tests) {
            "$($test.Result): $($test.ExpandedPath)"
            foreach ($record in $test.ErrorRecord) { "    $($record.DisplayErrorMessage)" }
        }
        foreach ($container in $result.FailedContainers + $result.FailedBlocks) { "Failed: $($container.ErrorRecord)" }
        exit [int]($result.Result -ne 'Passed' -or $result.PassedCount -eq 0)
        """;

    // The examples alone are some 150, with real trainings.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    [PesterFact]
    public async Task All_pester_tests_pass()
    {
        using TemporaryFolder folder = new();
        string script = folder.Write("run.ps1", RunPester);

        ProgramRun run = await ProgramRun.RunAsync("pwsh",
            ["-NoProfile", "-File", script, Path.Combine(Repository.Root, "tests", "Pester")],
            folder.Path, _ => Task.CompletedTask, Limit);

        Assert.True(run.ExitCode == 0, $"{run.Output}\n{run.Error}");
    }
}
