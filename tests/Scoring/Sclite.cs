using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.Scoring;

/// <summary>NIST's sclite, of Debian's package sctk: the one that is installed, else one fetched into the cache.</summary>
internal sealed partial class Sclite
{
    private readonly string _program;
    private readonly string _folder;

    private Sclite(string program, string folder)
    {
        _program = program;
        _folder = folder;
    }

    public static async Task<Sclite> FindAsync(string folder, CancellationToken cancel)
    {
        const string Installed = "/usr/lib/sctk/bin/sclite";
        if (File.Exists(Installed)) return new Sclite(Installed, folder);
        string cache = await new DebianPackages(CacheDirectory.ForUser(), Tool.RunAsync).EnsureAsync(["sctk"], cancel);
        return new Sclite(cache + Installed, folder);
    }

    /// <summary>Writes the pairs as sclite reads them (trn: words, and an id in parentheses).</summary>
    public void Write(IReadOnlyList<Pair> pairs)
    {
        File.WriteAllLines(Reference, pairs.Select((pair, i) => $"{pair.ReferenceText} (s_{i})"));
        File.WriteAllLines(Hypothesis, pairs.Select((pair, i) => $"{pair.HypothesisText} (s_{i})"));
    }

    /// <summary>Scores the files; each pair's alignment as letters (C, S, D, I) with the words.</summary>
    public async Task<IReadOnlyList<string>> AlignAsync(bool characters)
        => [.. Path().Matches(await RunAsync("sgml", characters)).OrderBy(match => int.Parse(match.Groups["id"].Value,
            CultureInfo.InvariantCulture)).Select(match => match.Groups["steps"].Value.Trim())];

    /// <summary>What sc_stats says of two recognitions of the same texts.</summary>
    public async Task<TestResult> TestAsync(Contest contest)
    {
        StringBuilder both = new();
        foreach (IReadOnlyList<Pair> pairs in new[] { contest.Candidate, contest.Baseline })
        {
            Write(pairs);
            both.Append(await RunAsync("sgml", false));
        }
        ProcessStartInfo start = new(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_program)!, "sc_stats"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-p", "-t", "mapsswe", "-v", "-n", "-" },
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(both.ToString());
        process.StandardInput.Close();
        Match told = Test().Match(await output);
        return told.Success
            ? new TestResult(
                int.Parse(told.Groups["segments"].Value, CultureInfo.InvariantCulture),
                double.Parse(told.Groups["z"].Value, CultureInfo.InvariantCulture), told.Groups["differ"].Value == "Yes")
            : throw new InvalidOperationException($"sc_stats gave no result: {await output}");
    }

    /// <summary>Scores the files and prints the summary only.</summary>
    public async Task<TimeSpan> TimeAsync()
    {
        long begun = Stopwatch.GetTimestamp();
        await RunAsync("sum", false);
        return Stopwatch.GetElapsedTime(begun);
    }

    private string Reference => System.IO.Path.Combine(_folder, "reference.trn");

    private string Hypothesis => System.IO.Path.Combine(_folder, "hypothesis.trn");

    private async Task<string> RunAsync(string report, bool characters)
    {
        ProcessStartInfo start = new(_program)
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList =
            {
                "-r", Reference, "trn", "-h", Hypothesis, "trn", "-i", "spu_id", "-e", "utf-8", "-s", "-f", "0",
                "-o", report, "stdout",
            },
        };
        if (characters) start.ArgumentList.Add("-c");
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"sclite ended with {process.ExitCode}: {output}");
    }

    [GeneratedRegex(
        @"MTCH_PR_RESULTS .*\(# segs: (?<segments>\d+)\).*\(Z Stat: (?<z>-?[\d.]+)\) \(Stat Diff: (?<differ>\w+)\)")]
    private static partial Regex Test();

    [GeneratedRegex("""<PATH id="\(s_(?<id>\d+)\)"[^>]*>(?<steps>.*?)</PATH>""", RegexOptions.Singleline)]
    private static partial Regex Path();
}
