using System.Globalization;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks;

/// <summary>PocketSphinx's own program for many files, with the model that it is installed with.</summary>
internal static class BareDecoder
{
    public const string Program = "pocketsphinx_batch";
    public const string Missing = "it is not installed with its en-us model";

    private const string Model = "/usr/share/pocketsphinx/model/en-us";

    public static bool IsInstalled => ChildProcess.IsInstalled(Program) && Directory.Exists(Model);

    /// <summary>Recognises clips in one process.</summary>
    /// <param name="bench">Where its files go.</param>
    /// <param name="name">What these are called.</param>
    /// <param name="clips">What it recognises.</param>
    /// <param name="settings">Settings that are not its defaults.</param>
    /// <param name="cancel">Kills it.</param>
    /// <returns>Its processor time in seconds, loading included.</returns>
    public static async Task<double> RunAsync(
        Workbench bench, string name, IReadOnlyList<string> clips, IReadOnlyList<string> settings,
        CancellationToken cancel)
    {
        string control = bench.Temporary($"{name}.ctl");
        await File.WriteAllLinesAsync(control, clips.Select(clip => Path.ChangeExtension(clip, null)), cancel);
        string[] command =
        [
            Program, "-hmm", $"{Model}/en-us", "-lm", $"{Model}/en-us.lm.bin", "-dict", $"{Model}/cmudict-en-us.dict",
            "-ctl", control, "-cepdir", "/", "-cepext", ".wav", "-adcin", "yes", "-adchdr", "44",
            "-hyp", bench.Temporary($"{name}.hyp"), "-logfn", "/dev/null", .. settings,
        ];
        // bash's own clock of its children's processor time: user and system seconds.
        string times = await ChildProcess.RunAsync("bash",
            ["-c", "TIMEFORMAT='%U %S'; { time \"$@\" >/dev/null 2>&1; } 2>&1", "bash", .. command], cancel);
        return times.Split(' ', StringSplitOptions.TrimEntries)
            .Sum(seconds => double.Parse(seconds, CultureInfo.InvariantCulture));
    }
}
