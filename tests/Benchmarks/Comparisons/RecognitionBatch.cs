using System.Diagnostics;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>
/// Recordings through all processors: Invoke-SttBulkRecognition with the local service, beside the bare decoder with
/// a process for each processor. Both with their models loaded: the peer's loading is measured apart and taken off.
/// </summary>
internal static class RecognitionBatch
{
    private const int Copies = 8;

    public static Comparison Comparison(Workbench bench) => new("batch",
        $"Recognition with all processors, five librivox clips {Copies} times",
        $"at least 0.95 of the throughput of {BareDecoder.Program}, a process a processor",
    [
        new("SttPowerShell", cancel => OursAsync(bench, cancel)),
        BareDecoder.IsInstalled
            ? new(BareDecoder.Program, cancel => TheirsAsync(bench, cancel))
            : Contender.Skipped(BareDecoder.Program, BareDecoder.Missing),
    ]);

    private static async Task<IReadOnlyDictionary<string, double>> OursAsync(Workbench bench, CancellationToken cancel)
    {
        using RunningService service = await bench.ServiceAsync(cancel);
        // Loads a decoder for each processor.
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount)
            .Select(_ => service.RecognizeAsync(bench.ShortestClip, null, cancel)));
        Dictionary<string, double> figures = await Workbench.ScriptAsync("bulk.ps1", cancel,
            Workbench.Module, service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), service.ApiKey,
            bench.Copies("clips", bench.Clips, Copies * bench.Clips.Count), bench.NewFolder(),
            $"{2 * Environment.ProcessorCount}");
        return Figures(bench, figures["seconds"]);
    }

    private static async Task<IReadOnlyDictionary<string, double>> TheirsAsync(Workbench bench, CancellationToken cancel)
    {
        // With two processors and five clips both processes get each clip equally often.
        string[][] shares = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(process => Enumerable
            .Repeat(bench.Clips, Copies).SelectMany(clips => clips)
            .Where((_, i) => i % Environment.ProcessorCount == process).ToArray())];
        double all = await TimeAsync(bench, shares, cancel);
        double loading = await TimeAsync(bench, [.. shares.Select(_ => Array.Empty<string>())], cancel);
        return Figures(bench, all - loading);
    }

    private static async Task<double> TimeAsync(Workbench bench, string[][] shares, CancellationToken cancel)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(shares.Select((clips, i) => BareDecoder.RunAsync(bench, $"share{i}", clips, [], cancel)));
        return watch.Elapsed.TotalSeconds;
    }

    private static Dictionary<string, double> Figures(Workbench bench, double seconds) => new()
    {
        ["seconds of audio a second"] = Copies * bench.Clips.Sum(clip => (new FileInfo(clip).Length - 44) / 32_000.0) / seconds,
    };
}
