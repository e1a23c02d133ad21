namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>As many words as a custom language model can have, sent to the local service and listed again.</summary>
internal static class CustomWords
{
    private const string Service = "custom words";
    private const int Count = 90_000;

    public static Comparison Added(Workbench bench) => new("add-words", "90,000 words through Add-SttWord -Wait",
        "time grows no faster than their number",
        [.. new[] { Count / 9, Count }.Select(count => new Contender($"{count:N0} words", async cancel =>
        {
            using RunningService service = await bench.ServiceAsync(cancel);
            long before = service.ResidentBytes;
            Dictionary<string, double> figures = await Workbench.ScriptAsync(
                "add-words.ps1", cancel,
                Workbench.Module, service.Data, CustomModel.BaseModel, await FileAsync(bench, count, cancel));
            return new Dictionary<string, double>
            {
                ["seconds"] = figures["seconds"],
                ["peak MB over idle"] = (figures["peakBytes"] - figures["idleBytes"]) / 1e6,
                ["CPU seconds of the service"] = service.CpuSeconds,
                ["peak MB of the service over idle"] = (service.PeakBytes - before) / 1e6,
            };
        }))])
        { Ratio = Ratio.ItToPrevious };

    public static Comparison Listed(Workbench bench)
    {
        CustomModel? model = null;
        return new("list-words", "90,000 words listed",
            "the first object before a tenth of the time, at most 40 MB over the idle host",
        [
            new("Get-SttWord", async cancel =>
            {
                (RunningService service, CustomModel filled) = await FilledAsync(cancel);
                return Figures(await Workbench.ScriptAsync(
                    "list-words.ps1", cancel, Workbench.Module, service.Data, filled.Id, CustomModel.BaseModel));
            }),
            bench.NodeContender(async (node, cancel) =>
            {
                (RunningService service, CustomModel filled) = await FilledAsync(cancel);
                string url = service.Http.BaseAddress!.ToString().TrimEnd('/');
                (string program, string[] arguments) = node.Script("list-words.js", url, service.ApiKey, filled.Id);
                return Figures(await Workbench.FiguresAsync(program, arguments, cancel));
            }),
            new("the bare answer", async cancel =>
            {
                (_, CustomModel filled) = await FilledAsync(cancel);
                (double first, double all) = await filled.ReadWordsAsync(cancel);
                return new Dictionary<string, double> { ["seconds to the first word"] = first, ["seconds"] = all };
            }),
        ]);

        async Task<(RunningService Service, CustomModel Model)> FilledAsync(CancellationToken cancel)
        {
            RunningService service = await bench.ServiceAsync(Service, cancel);
            if (model is not null) return (service, model);
            CustomModel created = await CustomModel.CreateAsync(service, cancel);
            await bench.AddWordsAsync(created, Count, cancel);
            return (service, model = created);
        }
    }

    private static Dictionary<string, double> Figures(Dictionary<string, double> figures) => new()
    {
        ["seconds to the first word"] = figures["first"],
        ["seconds"] = figures["seconds"],
        ["peak MB over idle"] = (figures["peakBytes"] - figures["idleBytes"]) / 1e6,
    };

    private static async Task<string> FileAsync(Workbench bench, int count, CancellationToken cancel)
    {
        string path = bench.Temporary($"words-{count}.txt");
        SampleText text = await bench.TextAsync(cancel);
        IEnumerable<string> lines = text.NewWords.Take(count).Select(word => $"{word.Word},{word.SoundsLike}");
        await File.WriteAllLinesAsync(path, lines, cancel);
        return path;
    }
}
