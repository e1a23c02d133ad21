using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>Processor time of recognising the five librivox clips, model loading apart, beside the bare decoder.</summary>
internal static class RecognitionCpu
{
    private const string Batch = "pocketsphinx_batch";
    private const string InstalledModel = "/usr/share/pocketsphinx/model/en-us";

    public static Comparison Comparison(Workbench bench) => new("cpu", "Processor time of recognition, five librivox clips",
        $"at most 1.1 times {Batch} on the same clips",
    [
        new("SttPowerShell", cancel => ServiceAsync(bench, cancel)),
        ChildProcess.IsInstalled(Batch) && Directory.Exists(InstalledModel)
            ? new(Batch, cancel => BatchAsync(bench, cancel))
            : Contender.Skipped(Batch, "it is not installed with its en-us model"),
    ]);

    private static async Task<IReadOnlyDictionary<string, double>> ServiceAsync(Workbench bench, CancellationToken cancel)
    {
        string[] clips = [.. bench.Clips];
        using RunningService service = await bench.ServiceAsync(cancel);
        foreach (string clip in clips) await service.RecognizeAsync(clip, null, cancel); // loads the model, warms the code
        double before = service.CpuSeconds;
        foreach (string clip in clips) await service.RecognizeAsync(clip, null, cancel);
        return Figures(service.CpuSeconds - before);
    }

    private static async Task<IReadOnlyDictionary<string, double>> BatchAsync(Workbench bench, CancellationToken cancel)
    {
        string[] clips = [.. bench.Clips];
        double all = await BatchCpuAsync(bench, clips, cancel);
        double loading = await BatchCpuAsync(bench, [], cancel);
        return Figures(all - loading);
    }

    private static async Task<double> BatchCpuAsync(Workbench bench, string[] clips, CancellationToken cancel)
    {
        string control = bench.Temporary("clips.ctl");
        await File.WriteAllLinesAsync(control, clips.Select(clip => Path.ChangeExtension(clip, null)), cancel);
        string[] command =
        [
            Batch, "-hmm", $"{InstalledModel}/en-us", "-lm", $"{InstalledModel}/en-us.lm.bin", "-dict", $"{InstalledModel}/cmudict-en-us.dict",
            "-ctl", control, "-cepdir", "/", "-cepext", ".wav", "-adcin", "yes", "-adchdr", "44", "-hyp", bench.Temporary("clips.hyp"),
            "-logfn", "/dev/null",
        ];
        // bash's own clock of its children's processor time: user and system seconds.
        string times = await ChildProcess.RunAsync("bash",
            ["-c", "TIMEFORMAT='%U %S'; { time \"$@\" >/dev/null 2>&1; } 2>&1", "bash", .. command], cancel);
        return times.Split(' ', StringSplitOptions.TrimEntries).Sum(seconds => double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Dictionary<string, double> Figures(double seconds) => new() { ["CPU seconds"] = seconds };
}
