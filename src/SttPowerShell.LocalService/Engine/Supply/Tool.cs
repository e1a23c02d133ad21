using System.Diagnostics;
using System.Text;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Engine.Supply;

/// <summary>A run of a program of the operating system.</summary>
/// <param name="Program">Its name, looked up in PATH.</param>
/// <param name="Arguments">Passed as they are, with no shell between.</param>
/// <param name="WorkingDirectory">Where it puts its files.</param>
/// <param name="TimeLimit">After it the program and its children are killed.</param>
internal sealed record ToolCommand(
    string Program, IReadOnlyList<string> Arguments, string WorkingDirectory, TimeSpan TimeLimit)
{
    /// <summary>What its environment has beside the little that is passed on.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">0 when the program says that it did its work.</param>
/// <param name="Errors">The last lines of its standard error.</param>
internal sealed record ToolResult(int ExitCode, string Errors);

/// <summary>Runs a program to its end.</summary>
/// <exception cref="FileNotFoundException">There is no such program.</exception>
/// <exception cref="TimeoutException">It ran longer than its limit and was killed.</exception>
internal delegate Task<ToolResult> ToolRunner(ToolCommand command, CancellationToken cancel);

/// <summary>Runs programs as child processes that never outlive the call.</summary>
internal static class Tool
{
    private const int ErrorTail = 2000;

    /// <summary>What a package tool may know of our environment: paths and proxies, and none of our keys.</summary>
    private static readonly string[] Passed =
    [
        "PATH", "HOME", "TMPDIR", "APT_CONFIG", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY",
        "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ];

    public static async Task<ToolResult> RunAsync(ToolCommand command, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(command.TimeLimit);
        using Process process = Start(command);
        using CancellationTokenRegistration kill = limit.Token.Register(
            static state => Kill((Process)state!), process);
        process.StandardInput.Close();
        Task<string> output = ReadTailAsync(process.StandardOutput);
        Task<string> errors = ReadTailAsync(process.StandardError);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await output.ConfigureAwait(false);
        string tail = await errors.ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (limit.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"'{command.Program}' was stopped because it took longer than {command.TimeLimit.TotalSeconds:0} s.");
        }
        return new ToolResult(process.ExitCode, tail);
    }

    private static Process Start(ToolCommand command)
    {
        ProcessStartInfo start = new(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Dictionary<string, string> environment = Passed
            .Where(name => start.Environment.ContainsKey(name))
            .ToDictionary(name => name, name => start.Environment[name]!);
        start.Environment.Clear();
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        start.Environment["LC_ALL"] = "C";
        foreach ((string name, string value) in command.Environment) start.Environment[name] = value;
        ChildProcesses.Mark(start);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new FileNotFoundException($"The program '{command.Program}' can't be started: {e.Message}", e);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Reads to the end, so that the program never waits for us, and keeps the end of it.</summary>
    private static async Task<string> ReadTailAsync(StreamReader reader)
    {
        StringBuilder tail = new();
        char[] buffer = new char[1024];
        for (int read; (read = await reader.ReadAsync(buffer.AsMemory()).ConfigureAwait(false)) > 0;)
        {
            tail.Append(buffer, 0, read);
            if (tail.Length > 2 * ErrorTail) tail.Remove(0, tail.Length - ErrorTail);
        }
        return tail.ToString(Math.Max(0, tail.Length - ErrorTail), Math.Min(tail.Length, ErrorTail)).Trim();
    }
}
