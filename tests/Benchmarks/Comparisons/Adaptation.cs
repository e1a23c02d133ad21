using System.Diagnostics;
using System.Text.RegularExpressions;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Engine.Supply;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>
/// Adapting the acoustic model to recordings whose words are known, beside a script that calls SphinxTrain's programs.
/// Both begin with the base model's files that are converted once and kept.
/// </summary>
internal static partial class Adaptation
{
    private const string Peer = "SphinxTrain by hand";

    /// <summary>Of the five clips: more than two minutes, from which on all parameters are adapted.</summary>
    private const int Copies = 10;

    public static Comparison Comparison(Workbench bench) => new("adaptation",
        $"Adapting the acoustic model, five librivox clips {Copies} times",
        $"at most 1.1 times {Peer}",
    [
        new("SttPowerShell", cancel => OursAsync(bench, cancel)),
        Directory.Exists("/usr/lib/sphinxtrain") && ChildProcess.IsInstalled("sphinx_fe")
            ? new(Peer, cancel => TheirsAsync(bench, cancel))
            : Contender.Skipped(Peer, "it is not installed"),
    ]);

    private static async Task<IReadOnlyDictionary<string, double>> OursAsync(Workbench bench, CancellationToken cancel)
    {
        AdaptationData data = await DataAsync(bench, cancel);
        return await TimeAsync(data, () => SphinxTrainer.ForUser().AdaptAsync(
            data, bench.NewFolder(), bench.NewFolder(), cancel));
    }

    private static async Task<IReadOnlyDictionary<string, double>> TheirsAsync(Workbench bench, CancellationToken cancel)
    {
        AdaptationData data = await DataAsync(bench, cancel);
        string model = (await EngineSupply.ForUser().FindAsync(Console.WriteLine, cancel)).AcousticModel;
        // It is there since ours has run.
        string trainable = Directory.GetDirectories(CacheDirectory.ForUser(), "trainable-*").Single();
        string work = bench.NewFolder();
        TrainingLists.Write(data, work);
        return await TimeAsync(data, () => ChildProcess.RunAsync("sh",
            [Workbench.Script("adapt.sh"), model, Path.Combine(trainable, "mdef.txt"),
                Path.Combine(trainable, "mixture_weights"), data.Folder, work], cancel));
    }

    private static async Task<IReadOnlyDictionary<string, double>> TimeAsync(AdaptationData data, Func<Task> adapt)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await adapt();
        double minutes = data.Utterances.Sum(utterance => utterance.Seconds) / 60;
        return new Dictionary<string, double> { ["seconds a minute of audio"] = watch.Elapsed.TotalSeconds / minutes };
    }

    private static async Task<AdaptationData> DataAsync(Workbench bench, CancellationToken cancel)
    {
        string folder = bench.NewFolder();
        List<AdaptationUtterance> utterances = [];
        string transcription = Path.Combine(Path.GetDirectoryName(bench.Clips[0])!, "transcription");
        Match[] lines = [.. File.ReadLines(transcription).Select(line => Line().Match(line))];
        foreach (Match line in Enumerable.Repeat(lines, Copies).SelectMany(all => all))
        {
            string clip = Path.Combine(Path.GetDirectoryName(transcription)!, $"{line.Groups["clip"].Value}.wav");
            byte[] samples = (await File.ReadAllBytesAsync(clip, cancel))[44..];
            string name = $"u{utterances.Count}";
            await File.WriteAllBytesAsync(AdaptationData.FileOf(folder, name), samples, cancel);
            utterances.Add(new(name, samples.Length / 32_000.0, line.Groups["words"].Value.Split(' ')));
        }
        return new AdaptationData(folder, utterances, await PronunciationsAsync(utterances, cancel));
    }

    private static async Task<Dictionary<string, string>> PronunciationsAsync(
        IEnumerable<AdaptationUtterance> utterances, CancellationToken cancel)
    {
        EngineFiles engine = await EngineSupply.ForUser().FindAsync(Console.WriteLine, cancel);
        HashSet<string> words = [.. utterances.SelectMany(utterance => utterance.Words)];
        return File.ReadLines(engine.Dictionary).Select(line => line.Split(' ', 2))
            .Where(entry => words.Contains(entry[0])).ToDictionary(entry => entry[0], entry => entry[1]);
    }

    /// <summary>A line of the recordings' transcription: its words, and the name of its file.</summary>
    [GeneratedRegex(@"^<s> (?<words>.*) </s> \((?<clip>.*)\)$")]
    private static partial Regex Line();
}
