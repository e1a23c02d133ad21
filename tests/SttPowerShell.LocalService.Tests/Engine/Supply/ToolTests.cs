using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Tests.Engine.Supply;

public sealed class ToolTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_exit_code_and_the_end_of_the_errors_come_back()
    {
        ToolResult result = await Tool.RunAsync(
            Shell("i=0; while [ $i -lt 20000 ]; do echo line $i >&2; echo out; i=$((i+1)); done; exit 3", Long), default);
        Assert.Equal(3, result.ExitCode);
        Assert.EndsWith("line 19999", result.Errors);
        Assert.InRange(result.Errors.Length, 1, 2000);
    }

    [Fact]
    public async Task A_program_over_its_time_is_killed_with_its_children()
    {
        TimeoutException failure = await Assert.ThrowsAsync<TimeoutException>(
            () => Tool.RunAsync(Shell("sleep 600 & sleep 600", TimeSpan.FromSeconds(0.3)), default));
        Assert.Contains("'sh'", failure.Message);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named() =>
        Assert.Contains("no-such-program", (await Assert.ThrowsAsync<FileNotFoundException>(() => Tool.RunAsync(
            new ToolCommand("no-such-program", [], Path.GetTempPath(), Long), default))).Message);

    [Fact]
    public async Task Programs_speak_English_and_know_none_of_our_keys()
    {
        const string name = "SPEECH_TO_TEXT_TOOLTESTS_APIKEY";
        Environment.SetEnvironmentVariable(name, "secret");
        try
        {
            ToolResult result = await Tool.RunAsync(Shell("env >&2", Long), default);
            Assert.Contains("LC_ALL=C\n", result.Errors + "\n");
            Assert.DoesNotContain("secret", result.Errors);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    private static ToolCommand Shell(string script, TimeSpan limit) =>
        new("sh", ["-c", script], Path.GetTempPath(), limit);
}
