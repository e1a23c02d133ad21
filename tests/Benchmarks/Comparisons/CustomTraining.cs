namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>
/// What analysing and training cost a service that has recognised and trained before, so that the recogniser, its
/// dictionary and the code are loaded.
/// </summary>
internal static class CustomTraining
{
    private static readonly int[] CorpusSizes = [10_000, 100_000, 1_000_000];
    private static readonly int[] NewWordCounts = [1_000, 20_000];
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public static Comparison BySizeOfCorpus(Workbench bench) => new("training",
        "Training a custom language model, by the size of its corpus",
        "time grows no faster than the corpus; two seconds after it, the service holds little more than before",
        [.. CorpusSizes.Select(words => new Contender($"{words:N0} words",
            cancel => OfCorpusAsync(bench, words, cancel)))])
        { Ratio = Ratio.ItToPrevious };

    public static Comparison ByNewWords(Workbench bench) => new("new-words",
        "Training a custom language model, by the number of new words with a sounds-like",
        "time grows no faster than their number",
        [.. NewWordCounts.Select(words => new Contender($"{words:N0} new words",
            cancel => RunAsync(bench, model => bench.AddWordsAsync(model, words, cancel), cancel)))])
        { Ratio = Ratio.ItToPrevious };

    /// <summary>Trains a new model with a corpus of so many words.</summary>
    public static Task<IReadOnlyDictionary<string, double>> OfCorpusAsync(
        Workbench bench, int words, CancellationToken cancel) =>
        RunAsync(bench, model => bench.AddCorpusAsync(model, words, cancel), cancel);

    private static async Task<IReadOnlyDictionary<string, double>> RunAsync(
        Workbench bench, Func<CustomModel, Task<Work>> add, CancellationToken cancel)
    {
        using RunningService service = await bench.ServiceAsync(cancel);
        await WarmUpAsync(bench, service, cancel);
        CustomModel model = await CustomModel.CreateAsync(service, cancel);
        await Task.Delay(Rest, cancel);
        long before = service.ResidentBytes;
        Work analysis = await add(model);
        Work training = await model.TrainAsync(cancel);
        await Task.Delay(Rest, cancel);
        return new Dictionary<string, double>
        {
            ["seconds of analysis"] = analysis.Seconds,
            ["CPU seconds of analysis"] = analysis.CpuSeconds,
            ["seconds of training"] = training.Seconds,
            ["CPU seconds of training"] = training.CpuSeconds,
            ["MB of trained files"] = service.TrainedBytes(model) / 1e6,
            ["MB of the service before"] = before / 1e6,
            ["peak MB of analysis over that"] = (analysis.PeakBytes - before) / 1e6,
            ["peak MB of training over that"] = (training.PeakBytes - before) / 1e6,
            ["MB afterwards over that"] = (service.ResidentBytes - before) / 1e6,
        };
    }

    private static async Task WarmUpAsync(Workbench bench, RunningService service, CancellationToken cancel)
    {
        await service.RecognizeAsync(bench.ShortestClip, null, cancel);
        CustomModel model = await CustomModel.CreateAsync(service, cancel);
        await bench.AddCorpusAsync(model, 1000, cancel);
        await model.TrainAsync(cancel);
    }
}
