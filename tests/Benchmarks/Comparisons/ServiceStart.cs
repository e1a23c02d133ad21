namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>How soon the local service is there, and what it holds before the first recognition.</summary>
internal static class ServiceStart
{
    public static Comparison Comparison(Workbench bench) => new("start", "Start of the local service",
        "listening in 0.5 s, 80 MB idle, the first result 2 s after the start",
    [
        new("SttPowerShell", async cancel =>
        {
            using RunningService service = await bench.ServiceAsync(cancel);
            double idle = service.ResidentBytes / 1e6;
            await service.RecognizeAsync(bench.ShortestClip, null, cancel);
            double first = service.SinceStart.TotalSeconds;
            double after = service.ResidentBytes / 1e6;
            return new Dictionary<string, double>
            {
                ["seconds to listening"] = service.StartToListening.TotalSeconds,
                ["MB when it listens"] = idle,
                ["seconds to the first result"] = first,
                ["MB after it"] = after,
            };
        }),
    ]);
}
