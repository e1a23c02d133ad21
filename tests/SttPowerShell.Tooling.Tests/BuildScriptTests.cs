namespace SttPowerShell.Tooling.Tests;

/// <summary>The build script in the shell, where it needs no pwsh.</summary>
public sealed class BuildScriptTests
{
    private static readonly string BuildScript = Path.Combine(Repository.Root, "build.ps1");

    [Fact]
    public async Task An_unknown_task_fails_and_names_the_known_ones()
    {
        ProgramRun run = await ProgramRun.DotnetAsync(Repository.Shell, BuildScript, "-Task", "Nothing");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Build,Test,Package,Clean", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_step_fails_the_build_and_clean_removes_what_was_built()
    {
        // A copy with nothing to build beside it: dotnet fails for the missing solution.
        using TemporaryFolder folder = new();
        string script = folder.Write("build.ps1", await File.ReadAllTextAsync(BuildScript));
        folder.Write("artifacts/a.txt", "");
        folder.Write("bin/b.txt", "");
        folder.Write("en-US/Module.dll-Help.xml", "");
        folder.Write("en-US/about_ModuleSupport.help.txt", "");
        string kept = folder.Write("en-US/about_Module.help.txt", "");

        ProgramRun build = await ProgramRun.DotnetAsync(Repository.Shell, script);
        ProgramRun clean = await ProgramRun.DotnetAsync(Repository.Shell, script, "-Task", "Clean");

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("dotnet build failed with exit code 1", build.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (clean.ExitCode, clean.Error));
        Assert.Equal([script, kept], Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal));
    }
}
