using System.Globalization;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;

/// <summary>
/// Adapts PocketSphinx's acoustic model with the programs of SphinxTrain, as child processes: features, one pass of
/// Baum-Welch over them, then maximum likelihood linear regression (MLLR) where there is little audio, which only
/// moves all means alike, else maximum a posteriori adaptation (MAP) of all parameters.
/// </summary>
/// <param name="engine">Finds the recogniser's files.</param>
/// <param name="supply">Finds the programs.</param>
/// <param name="cache">The folder of the user's cache.</param>
/// <param name="run">What runs programs: <see cref="Tool.RunAsync"/>.</param>
internal sealed class SphinxTrainer(
    Func<CancellationToken, Task<EngineFiles>> engine, TrainerSupply supply, Func<string> cache, ToolRunner run)
    : IAcousticTrainer
{
    /// <summary>Seconds of audio from which on MAP does better than MLLR.</summary>
    internal const double LeastForMap = 120;

    /// <summary>
    /// How much the base model counts beside the counts of a parameter. Without a fixed one MAP learns less; twice or
    /// half as much makes no difference.
    /// </summary>
    private const string PriorWeight = "5";

    private static readonly TimeSpan ShortLimit = TimeSpan.FromMinutes(5);

    /// <summary>The trainer as this process's environment has it.</summary>
    public static SphinxTrainer ForUser() => new(
        cancel => EngineSupply.ForUser().FindAsync(static _ => { }, cancel), TrainerSupply.ForUser(),
        CacheDirectory.ForUser, Tool.RunAsync);

    public async Task<AdaptationOutcome> AdaptAsync(
        AdaptationData data, string work, string folder, CancellationToken cancel)
    {
        EngineFiles model = await engine(cancel).ConfigureAwait(false);
        TrainerFiles programs = await supply.FindAsync(cancel).ConfigureAwait(false);
        TrainableModel trainable = await TrainableModel.EnsureAsync(
            cache(), model.AcousticModel, programs.ConvertDefinition, where => Program(model, where), cancel)
            .ConfigureAwait(false);
        Setting setting = new(model, programs, trainable, work, Program(model, work));
        int unaligned = await CountAsync(data, setting, cancel).ConfigureAwait(false);
        if (unaligned >= data.Utterances.Count)
        {
            throw new AdaptationFailedException("In none of the utterances the words fit the sound.");
        }
        if (Seconds(data) < LeastForMap)
        {
            await MoveMeansAsync(setting, folder, cancel).ConfigureAwait(false);
            return new AdaptationOutcome("MLLR", unaligned);
        }
        await AdaptAllAsync(setting, folder, cancel).ConfigureAwait(false);
        return new AdaptationOutcome("MAP", unaligned);
    }

    /// <summary>Baum-Welch: counts what occurs where, and gives how many utterances can't be counted.</summary>
    private static async Task<int> CountAsync(AdaptationData data, Setting setting, CancellationToken cancel)
    {
        TrainingLists lists = TrainingLists.Write(data, setting.Work);
        Directory.CreateDirectory(setting.Counts);
        TimeSpan limit = ShortLimit + TimeSpan.FromSeconds(Seconds(data));
        string log = await setting.Program.RunAsync(
            setting.Programs.ExtractFeatures, FeatureArguments(data, lists, setting), limit, cancel)
            .ConfigureAwait(false);
        // It passes over what it can't read, and Baum-Welch would wait for that for minutes.
        if (data.Utterances.Any(utterance => !File.Exists(Path.Combine(setting.Work, $"{utterance.Name}.mfc"))))
        {
            throw TrainerProgram.Failed(setting.Programs.ExtractFeatures, log);
        }
        log = await setting.Program.RunAsync(
            setting.Programs.BaumWelch,
            [
                "-hmmdir", setting.Model.AcousticModel, .. setting.Parameters, .. FeatureStreams,
                "-cmn", "batch", "-agc", "none",
                "-dictfn", lists.Dictionary, "-fdictfn", setting.Base("noisedict"),
                "-ctlfn", lists.Names, "-lsnfn", lists.Transcripts, "-cepdir", setting.Work, "-cepext", "mfc",
                "-accumdir", setting.Counts, "-timing", "no",
            ],
            limit, cancel).ConfigureAwait(false);
        return File.ReadLines(log).Count(IsLeftOut);
    }

    private static Task<string> MoveMeansAsync(Setting setting, string folder, CancellationToken cancel)
        => setting.Program.RunAsync(
            setting.Programs.SolveMllr,
            [
                "-moddeffn", setting.Trainable.Definition, "-meanfn", setting.Base("means"),
                "-varfn", setting.Base("variances"), "-accumdir", setting.Counts,
                "-outmllrfn", Path.Combine(folder, AdaptedModel.Mllr),
            ],
            ShortLimit, cancel);

    private static async Task AdaptAllAsync(Setting setting, string folder, CancellationToken cancel)
    {
        string weights = Path.Combine(setting.Work, "mixture_weights");
        await setting.Program.RunAsync(
            setting.Programs.AdaptMap,
            [
                .. setting.Parameters, "-accumdir", setting.Counts, "-fixedtau", "yes", "-tau", PriorWeight,
                "-mapmeanfn", Path.Combine(folder, AdaptedModel.Means),
                "-mapvarfn", Path.Combine(folder, AdaptedModel.Variances),
                "-maptmatfn", Path.Combine(folder, AdaptedModel.Transitions), "-mapmixwfn", weights,
            ],
            ShortLimit, cancel).ConfigureAwait(false);
        await setting.Program.RunAsync(
            setting.Programs.DumpSenones,
            [
                "-pocketsphinx", "yes", "-moddeffn", setting.Trainable.Definition, "-mixwfn", weights,
                "-sendumpfn", Path.Combine(folder, AdaptedModel.Weights),
            ],
            ShortLimit, cancel).ConfigureAwait(false);
    }

    /// <summary>How the features are split up in the model (its feat.params).</summary>
    private static string[] FeatureStreams { get; } = ["-feat", "1s_c_d_dd", "-svspec", "0-12/13-25/26-38"];

    private static string[] FeatureArguments(AdaptationData data, TrainingLists lists, Setting setting) =>
    [
        "-argfile", setting.Base("feat.params"),
        "-samprate", Decoder.SampleRate.ToString(CultureInfo.InvariantCulture),
        // As the decoder is set: the silences that it hears must be in the features.
        "-remove_silence", "no",
        "-c", lists.Names, "-di", data.Folder, "-ei", AdaptationData.SamplesExtension, "-raw", "yes",
        "-input_endian", "little", "-do", setting.Work, "-eo", "mfc",
    ];

    /// <summary>Whether Baum-Welch says in this line of its log that it leaves an utterance out.</summary>
    private static bool IsLeftOut(string line) => line.EndsWith(" too short", StringComparison.Ordinal)
        || (line.StartsWith("ERROR", StringComparison.Ordinal) && line.EndsWith(" ignored", StringComparison.Ordinal));

    private static double Seconds(AdaptationData data) => data.Utterances.Sum(utterance => utterance.Seconds);

    private TrainerProgram Program(EngineFiles model, string work)
        => new(run, work, model.Libraries.Select(library => Path.GetDirectoryName(library)!));

    /// <summary>What an adaptation works with.</summary>
    private sealed record Setting(
        EngineFiles Model, TrainerFiles Programs, TrainableModel Trainable, string Work, TrainerProgram Program)
    {
        public string Counts => Path.Combine(Work, "counts");

        /// <summary>The settings that name the base model's parameters.</summary>
        public string[] Parameters =>
        [
            "-moddeffn", Trainable.Definition, "-ts2cbfn", ".ptm.", "-mixwfn", Trainable.Weights,
            "-meanfn", Base("means"), "-varfn", Base("variances"), "-tmatfn", Base("transition_matrices"),
        ];

        /// <summary>A file of the base model.</summary>
        public string Base(string file) => Path.Combine(Model.AcousticModel, file);
    }
}
