namespace SttPowerShell.Tooling.Tests;

/// <summary>The shell's exit codes are those of pwsh.</summary>
public sealed class ShellExitCodeTests
{
    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("exit 0", 0)]
    [InlineData("function Stop-It { exit 5 }; Stop-It", 5)]
    [InlineData("try { exit 6 } finally { 'cleanup' }", 6)]
    [InlineData("throw 'wrong'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Import-Module no-such-module", 1)]
    [InlineData("Import-Module no-such-module; 'goes on'", 0)]
    [InlineData("if (", 1)]
    public async Task A_script_ends_with_the_code_that_pwsh_would_give(string script, int expected)
        => Assert.Equal(expected, (await ShellRun.ScriptAsync(script)).ExitCode);

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("Import-Module no-such-module", 1)]
    [InlineData("Import-Module no-such-module; 'goes on'", 0)]
    [InlineData("throw 'wrong'", 1)]
    [InlineData("dotnet no-such-command", 1)]
    public async Task A_command_ends_with_the_code_that_pwsh_would_give(string command, int expected)
        => Assert.Equal(expected, (await ShellRun.CommandAsync(command)).ExitCode);

    [Fact]
    public async Task The_exit_code_of_a_called_script_is_not_the_scripts_own()
    {
        using TemporaryFolder folder = new();
        folder.Write("inner.ps1", "exit 9");
        string outer = folder.Write("outer.ps1", "& \"$PSScriptRoot/inner.ps1\"; \"inner gave $LASTEXITCODE\"");

        ProgramRun run = await ShellRun.RunAsync(folder, _ => Task.CompletedTask, outer);

        Assert.Equal((0, "inner gave 9\n"), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("-Nonsense", "There is no option '-Nonsense'")]
    [InlineData("missing.ps1", "There is no script 'missing.ps1'")]
    [InlineData("-Command", "-Command needs a command after it")]
    public async Task A_wrong_command_line_says_why_and_gives_64(string argument, string reason)
    {
        using TemporaryFolder folder = new();

        ProgramRun run = await ShellRun.RunAsync(folder, _ => Task.CompletedTask, argument);

        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_the_script_after_its_finally_block(string signal, int expected)
    {
        // Windows has no signals to send to one process; there it is the console that does it.
        if (OperatingSystem.IsWindows()) return;
        using TemporaryFolder folder = new();
        string script = folder.Write("endless.ps1", """
            try { 'running'; while ($true) { [System.Threading.Thread]::Sleep(20) } }
            finally { [Console]::WriteLine('cleanup') }
            """);

        string first = "";
        ProgramRun run = await ShellRun.RunAsync(folder, async shell =>
        {
            first = await shell.StandardOutput.ReadLineAsync() ?? "";
            await ProgramRun.RunAsync("/bin/kill", [$"-{signal}", $"{shell.Id}"], folder.Path, _ => Task.CompletedTask);
        }, script);

        Assert.Equal(("running", "cleanup\n", expected), (first, run.Output, run.ExitCode));
    }
}
