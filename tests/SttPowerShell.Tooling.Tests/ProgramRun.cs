using System.Diagnostics;

namespace SttPowerShell.Tooling.Tests;

/// <summary>A program that ran to its end, with standard input closed, so that it has no terminal.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(2);

    public static Task<ProgramRun> DotnetAsync(params string[] arguments)
        => RunAsync("dotnet", arguments, Repository.Root, _ => Task.CompletedTask);

    /// <summary>Starts the program, lets <paramref name="meanwhile"/> act on it, and waits for its end.</summary>
    public static async Task<ProgramRun> RunAsync(
        string program, IEnumerable<string> arguments, string directory, Func<Process, Task> meanwhile,
        TimeSpan? within = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using CancellationTokenSource limit = new(within ?? UsualLimit);
        using Process process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await meanwhile(process);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProgramRun(
                process.ExitCode, output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
