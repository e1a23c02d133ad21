using System.Diagnostics;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>
/// The five librivox clips with custom language models beside the base model, in one service. What a custom model's
/// first recognition takes longer than its second is the loading of it, and apart.
/// </summary>
internal static class CustomRecognition
{
    private const string Service = "custom recognition";
    private const int WaveHeader = 44;
    private const double BytesASecond = 32_000;

    public static Comparison Comparison(Workbench bench) => new("custom-recognition",
        "Recognition with a custom language model, five librivox clips",
        "at most 1.5 times the base model's processor time",
        [
            Contender(bench, "the base model", null),
            Contender(bench, "a corpus of 100,000 words", (model, cancel) => bench.AddCorpusAsync(model, 100_000, cancel)),
            Contender(bench, "a corpus of 1,000,000 words", (model, cancel) => bench.AddCorpusAsync(model, 1_000_000, cancel)),
            Contender(bench, "20,000 new words", (model, cancel) => bench.AddWordsAsync(model, 20_000, cancel)),
        ])
        { Ratio = Ratio.ItToFirst };

    private static Contender Contender(Workbench bench, string name, Func<CustomModel, CancellationToken, Task>? add)
    {
        CustomModel? model = null;
        bool isLoaded = false;
        return new Contender(name, async cancel =>
        {
            RunningService service = await bench.ServiceAsync(Service, cancel);
            Dictionary<string, double> figures = [];
            if (!isLoaded)
            {
                if (add is not null)
                {
                    model = await CustomModel.CreateAsync(service, cancel);
                    await add(model, cancel);
                    await model.TrainAsync(cancel);
                }
                long before = service.ResidentBytes;
                (double first, double firstCpu) = await TimeAsync(service, [bench.ShortestClip], model, cancel);
                (double second, double secondCpu) = await TimeAsync(service, [bench.ShortestClip], model, cancel);
                if (add is not null)
                {
                    figures["seconds to load it"] = first - second;
                    figures["CPU seconds to load it"] = firstCpu - secondCpu;
                    figures["MB to hold it"] = (service.ResidentBytes - before) / 1e6;
                }
                foreach (string clip in bench.Clips) await service.RecognizeAsync(clip, model, cancel);
                isLoaded = true;
            }
            double audio = bench.Clips.Sum(clip => (new FileInfo(clip).Length - WaveHeader) / BytesASecond);
            (double seconds, double cpu) = await TimeAsync(service, bench.Clips, model, cancel);
            figures["CPU seconds a second of audio"] = cpu / audio;
            figures["seconds a second of audio"] = seconds / audio;
            return figures;
        });
    }

    private static async Task<(double Seconds, double CpuSeconds)> TimeAsync(
        RunningService service, IEnumerable<string> clips, CustomModel? model, CancellationToken cancel)
    {
        double cpu = service.CpuSeconds;
        Stopwatch watch = Stopwatch.StartNew();
        foreach (string clip in clips) await service.RecognizeAsync(clip, model, cancel);
        return (watch.Elapsed.TotalSeconds, service.CpuSeconds - cpu);
    }
}
