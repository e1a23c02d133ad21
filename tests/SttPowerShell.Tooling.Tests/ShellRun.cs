using System.Diagnostics;

namespace SttPowerShell.Tooling.Tests;

/// <summary>Runs SttShell with an empty module, which loads fast.</summary>
internal static class ShellRun
{
    private const string EmptyModule = """
        @{ ModuleVersion = '1.0'; CmdletsToExport = @(); FunctionsToExport = @(); AliasesToExport = @() }
        """;

    public static async Task<ProgramRun> CommandAsync(string command)
    {
        using TemporaryFolder folder = new();
        return await RunAsync(folder, _ => Task.CompletedTask, "-Command", command);
    }

    /// <summary>Runs a script with arguments.</summary>
    public static async Task<ProgramRun> ScriptAsync(string script, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        return await RunAsync(folder, _ => Task.CompletedTask, [folder.Write("script.ps1", script), .. arguments]);
    }

    /// <summary>Runs a script that others lie beside, and acts on the process while it runs.</summary>
    public static Task<ProgramRun> RunAsync(
        TemporaryFolder folder, Func<Process, Task> meanwhile, params string[] arguments)
        // Whoever starts the tests in the background has them ignore SIGINT, and what is ignored stays so in children.
        => ProgramRun.RunAsync(OperatingSystem.IsLinux() ? "env" : "dotnet",
            [.. OperatingSystem.IsLinux() ? ["--default-signal=INT", "dotnet"] : Array.Empty<string>(), Repository.Shell, "-Module", folder.Write("Empty/Empty.psd1", EmptyModule), .. arguments],
            folder.Path, meanwhile);
}
