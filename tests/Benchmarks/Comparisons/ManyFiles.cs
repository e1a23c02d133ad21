using System.Diagnostics;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>Many files, several at once: into a service that only reads, and through the recogniser.</summary>
internal static class ManyFiles
{
    private const int AtOnce = 8;

    public static Comparison EightAtOnce(Workbench bench) => EightAtOnce(bench, 1000, "eight-at-once");

    /// <summary>So many files of 320 KB.</summary>
    public static Comparison EightAtOnce(Workbench bench, int count, string name) => new(
        name, $"{count:N0} files of 320 KB, eight at once", "at most half the node SDK's time",
    [
        // The peers drop the texts; a text on disk is one that a power cut leaves there.
        new("SttPowerShell, texts in memory", cancel =>
            OursAsync(bench, Folder(bench, count), bench.NewMemoryFolder(), count, cancel)),
        new("SttPowerShell, texts on disk", cancel =>
            OursAsync(bench, Folder(bench, count), bench.NewFolder(), count, cancel)),
        bench.Node is { } node
            ? new("node SDK", async cancel =>
            {
                (string program, string[] arguments) =
                    node.Script("recognize-pool.js", bench.StubUri, "none", Folder(bench, count), $"{AtOnce}");
                return Calls.PerCall(await Workbench.FiguresAsync(program, arguments, cancel), count);
            })
            : Contender.Skipped("node SDK", bench.NodeMissing!),
        ChildProcess.IsInstalled("curl")
            ? new("xargs -P8 curl", cancel => CurlAsync(bench, Folder(bench, count), count, cancel))
            : Contender.Skipped("xargs -P8 curl", "curl is not installed"),
    ]);

    public static async Task<IReadOnlyDictionary<string, double>> OursAsync(
        Workbench bench, string folder, string output, int count, CancellationToken cancel) => Calls.PerCall(
            await Workbench.ScriptAsync("bulk.ps1", cancel,
                Workbench.Module, bench.StubUri, "none", folder, output, $"{AtOnce}"), count);

    public static string Folder(Workbench bench, int count) => bench.Copies($"320k-{count}", [bench.Audio(320_000)], count);

    private static async Task<IReadOnlyDictionary<string, double>> CurlAsync(
        Workbench bench, string folder, int count, CancellationToken cancel)
    {
        string list = bench.Temporary($"320k-{count}.list");
        await File.WriteAllLinesAsync(list, Directory.GetFiles(folder), cancel);
        Stopwatch watch = Stopwatch.StartNew();
        await ChildProcess.RunAsync("xargs",
        [
            "-a", list, "-P", $"{AtOnce}", "-I", "{}", "curl", "--silent", "--show-error", "--fail", "--output", "/dev/null",
            "--request", "POST", "--header", "Content-Type: audio/wav", "--upload-file", "{}", $"{bench.StubUri}/v1/recognize",
        ], cancel);
        return new Dictionary<string, double> { ["ms a call"] = watch.Elapsed.TotalMilliseconds / count };
    }
}
