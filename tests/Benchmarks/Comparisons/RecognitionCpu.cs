namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>Processor time of recognising the five librivox clips, model loading apart, beside the bare decoder.</summary>
internal static class RecognitionCpu
{
    public static Comparison Comparison(Workbench bench) => new("cpu", "Processor time of recognition, five librivox clips",
        $"at most 1.05 times {BareDecoder.Program} on the same clips",
    [
        new("SttPowerShell", cancel => ServiceAsync(bench, bench.Clips, cancel)),
        Batch(bench, BareDecoder.Program),
        Batch(bench, $"{BareDecoder.Program}, limited as the service is", "-maxhmmpf", "3000", "-maxwpf", "5"),
    ]);

    /// <summary>Recognises clips one after another, with the model loaded and the code warm.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> ServiceAsync(
        Workbench bench, IReadOnlyList<string> clips, CancellationToken cancel)
    {
        using RunningService service = await bench.ServiceAsync(cancel);
        foreach (string clip in bench.Clips) await service.RecognizeAsync(clip, null, cancel);
        double before = service.CpuSeconds;
        foreach (string clip in clips) await service.RecognizeAsync(clip, null, cancel);
        return Figures(service.CpuSeconds - before);
    }

    private static Contender Batch(Workbench bench, string name, params string[] settings) => BareDecoder.IsInstalled
        ? new(name, cancel => BatchAsync(bench, settings, cancel))
        : Contender.Skipped(name, BareDecoder.Missing);

    private static async Task<IReadOnlyDictionary<string, double>> BatchAsync(
        Workbench bench, string[] settings, CancellationToken cancel)
    {
        double all = await BareDecoder.RunAsync(bench, "clips", bench.Clips, settings, cancel);
        double loading = await BareDecoder.RunAsync(bench, "none", [], settings, cancel);
        return Figures(all - loading);
    }

    private static Dictionary<string, double> Figures(double seconds) => new() { ["CPU seconds"] = seconds };
}
