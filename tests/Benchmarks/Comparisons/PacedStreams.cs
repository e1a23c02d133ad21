using System.Diagnostics;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>
/// How many people may speak at once: streams at the pace of speech, with interim results, that begin shortly one after
/// another. The clients are bare WebSockets, since it is the service that is measured.
/// </summary>
internal static class PacedStreams
{
    private const string Service = "live";

    /// <summary>People don't begin in one moment.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(0.7);

    private const double Bearable = 2;

    private static readonly int[] s_counts = [2, 4, 6, 8];

    public static Comparison Comparison(Workbench bench) => new("paced-streams",
        "Streams at the pace of speech, with interim results, at once",
        $"four with at most {Bearable} s from the last byte to the last result",
        [.. s_counts.Select(count => new Contender($"{count} streams", async cancel =>
        {
            RunningService service = await bench.ServiceAsync(Service, cancel);
            await PacedStream.RunAsync(service, bench.Speech(0), paced: false, cancel); // loads what live recognition needs
            double before = service.CpuSeconds;
            Stopwatch watch = Stopwatch.StartNew();
            StreamTimes[] all = await Task.WhenAll(Enumerable.Range(0, count).Select(async n =>
            {
                await Task.Delay(n * Apart, cancel);
                return await PacedStream.RunAsync(service, bench.Speech(n), paced: true, cancel);
            }));
            return new Dictionary<string, double>
            {
                ["seconds from the last byte to the last result, the slowest stream"] = all.Max(one => one.Lag),
                ["streams within 2 s"] = all.Count(one => one.Lag <= Bearable),
                ["interim results a stream"] = all.Average(one => one.Drafts),
                ["processors busy"] = (service.CpuSeconds - before) / watch.Elapsed.TotalSeconds,
            };
        }))])
        { Ratio = Ratio.ItToPrevious };
}
