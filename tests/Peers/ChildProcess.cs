using System.Diagnostics;

namespace SttPowerShell.Peers;

/// <summary>A peer's program: run to its end, or kept for a dialogue, and never left behind.</summary>
public sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;
    public TextReader Output => _process.StandardOutput;
    public TextWriter Input => _process.StandardInput;

    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, string? workingDirectory = null, bool keepErrors = false)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = keepErrors,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancel, string? workingDirectory = null)
    {
        using ChildProcess child = Start(program, arguments, workingDirectory, keepErrors: true);
        child.Input.Close();
        Task<string> errors = child._process.StandardError.ReadToEndAsync(cancel);
        string output = await child.Output.ReadToEndAsync(cancel);
        await child._process.WaitForExitAsync(cancel);
        return child._process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {child._process.ExitCode}: {output}{await errors}");
    }

    /// <summary>Whether a program of that name is on the PATH.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
