using System.Globalization;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;

/// <summary>
/// Runs SphinxTrain's programs: behind all that recognises, with limits of time and memory, and in a working folder
/// that they leave their log in.
/// </summary>
/// <param name="run">What runs programs: <see cref="Tool.RunAsync"/>.</param>
/// <param name="work">The working folder.</param>
/// <param name="libraries">The folders of the libraries that they need.</param>
internal sealed class TrainerProgram(ToolRunner run, string work, IEnumerable<string> libraries)
{
    /// <summary>Kilobytes of address space. They need some 100 MB, whatever the length of the audio.</summary>
    private const int MemoryLimit = 2 * 1024 * 1024;

    private const int MostErrors = 3;

    /// <summary>The limit is the shell's own, so it needs no program and no rights, and children inherit it.</summary>
    private const string Script = """ulimit -v "$1" && log="$2" && shift 2 && exec nice -n 10 "$@" >"$log" 2>&1""";

    private readonly string _libraries = string.Join(':', libraries.Distinct(StringComparer.Ordinal));

    /// <summary>Runs a program, and gives the path of its log.</summary>
    /// <exception cref="AdaptationFailedException">It failed; the message has its last errors.</exception>
    /// <exception cref="TimeoutException">It ran longer than its limit and was killed.</exception>
    public async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancel)
    {
        string name = Path.GetFileName(program);
        string log = Path.Combine(work, name + ".log");
        ToolResult result = await run(
            new ToolCommand(
                "sh",
                ["-c", Script, "sh", MemoryLimit.ToString(CultureInfo.InvariantCulture), log, program, .. arguments],
                work, limit)
            { Environment = new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = _libraries } },
            cancel).ConfigureAwait(false);
        if (result.ExitCode == 0) return log;
        throw new AdaptationFailedException(
            $"The program {name} failed (exit code {result.ExitCode}). {Errors(log)} {result.Errors}".TrimEnd());
    }

    /// <summary>The failure of a program that says that it did its work, but didn't.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="log">Its log.</param>
    public static AdaptationFailedException Failed(string program, string log)
        => new($"The program {Path.GetFileName(program)} failed. {Errors(log)}");

    /// <summary>What the programs complain of: lines such as <c>ERROR: "main.c", line 7: No such file</c>.</summary>
    private static string Errors(string log)
    {
        if (!File.Exists(log)) return "";
        string[] last = [.. File.ReadLines(log).Where(line => line.Length > 0).TakeLast(MostErrors)];
        string[] errors = [.. File.ReadLines(log)
            .Where(line => line.StartsWith("ERROR", StringComparison.Ordinal)
                || line.StartsWith("FATAL", StringComparison.Ordinal))
            .TakeLast(MostErrors)];
        return string.Join(' ', errors.Length > 0 ? errors : last);
    }
}
