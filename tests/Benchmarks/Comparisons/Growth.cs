namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>What grows with the work, at 1, 10 and 100 times as much of it. All of it should grow no faster.</summary>
internal static class Growth
{
    private const string Goal = "time grows no faster than the work";
    private const string WordsService = "words by number";

    public static Comparison Recognitions(Workbench bench) => Of("growth-recognitions",
        "Recognitions of 320 KB, one after another, by their number", [10, 100, 1000],
        async (count, cancel) => Seconds(await Workbench.ScriptAsync(
            "recognize.ps1", cancel, Workbench.Module, bench.StubUri, bench.Audio(320_000), $"{count}")));

    public static Comparison ManyFiles(Workbench bench) => Of("growth-files",
        "Files of 320 KB, eight at once, by their number", [10, 100, 1000],
        async (count, cancel) =>
        {
            IReadOnlyDictionary<string, double> figures = await Comparisons.ManyFiles.OursAsync(
                bench, Comparisons.ManyFiles.Folder(bench, count), bench.NewFolder(), count, cancel);
            return figures["ms a call"] * count / 1000;
        });

    public static Comparison Words(Workbench bench)
    {
        Dictionary<int, CustomModel> models = [];
        return Of("growth-words", "Words listed, by their number", [900, 9_000, 90_000], async (count, cancel) =>
        {
            RunningService service = await bench.ServiceAsync(WordsService, cancel);
            if (!models.TryGetValue(count, out CustomModel? model))
            {
                models[count] = model = await CustomModel.CreateAsync(service, cancel);
                await bench.AddWordsAsync(model, count, cancel);
            }
            return Seconds(await Workbench.ScriptAsync(
                "list-words.ps1", cancel, Workbench.Module, service.Data, model.Id, CustomModel.BaseModel));
        });
    }

    public static Comparison Recognition(Workbench bench) => Of("growth-audio",
        "Recognition of a clip of three seconds, by how often", [1, 10, 100],
        async (count, cancel) => (await RecognitionCpu.ServiceAsync(
            bench, [.. Enumerable.Repeat(bench.ShortestClip, count)], cancel))["CPU seconds"]);

    public static Comparison Training(Workbench bench) => Of("growth-training",
        "Training a custom language model, by the words of its corpus", [10_000, 100_000, 1_000_000],
        async (count, cancel) => (await CustomTraining.OfCorpusAsync(bench, count, cancel))["seconds of training"]);

    private static Comparison Of(
        string name, string title, IReadOnlyList<int> sizes, Func<int, CancellationToken, Task<double>> seconds) => new(
            name, title, Goal,
            [.. sizes.Select(size => new Contender($"{size:N0}", async cancel =>
                new Dictionary<string, double> { [GrowthPlot.Figure] = await seconds(size, cancel) }))])
        { Ratio = Ratio.ItToPrevious };

    private static double Seconds(Dictionary<string, double> figures) => figures["seconds"];
}
