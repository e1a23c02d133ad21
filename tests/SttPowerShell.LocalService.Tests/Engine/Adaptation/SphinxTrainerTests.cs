using System.Globalization;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;
using SttPowerShell.LocalService.Engine.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine.Adaptation;

/// <summary>The real trainer and the real recogniser, on the five librivox sentences.</summary>
[Collection(EngineTests.Name)]
public sealed class SphinxTrainerTests(EngineFixture fixture)
{
    [Fact]
    public async Task What_a_model_was_adapted_to_it_hears_better()
    {
        using TemporaryDirectory folder = new();
        string model = Directory.CreateDirectory(folder.File("model")).FullName;
        Assert.Equal(new AdaptationOutcome("MAP", 0), await AdaptAsync(Data(folder, times: 5), folder, model));
        Assert.Equal(
            ["means", "sendump", "transition_matrices", "variances"],
            Directory.GetFiles(model).Select(path => Path.GetFileName(path)).Order());
        EngineCustomization adapted = EngineCustomization.Only(new EngineAcousticModel("a test's MAP", model));
        Clip clip = fixture.Librivox.Clips[0];
        Hypothesis before = await HearAsync(clip, null);
        Hypothesis after = await HearAsync(clip, adapted);
        Assert.True(Errors(clip, after) < Errors(clip, before), $"{Text(before)}\n{Text(after)}");
        // Decoders of both are loaded now, and each is used for its own.
        Assert.Equal(Text(before), Text(await HearAsync(clip, null)));
    }

    [Fact]
    public async Task With_little_audio_only_means_are_moved()
    {
        using TemporaryDirectory folder = new();
        string model = Directory.CreateDirectory(folder.File("model")).FullName;
        Assert.Equal(new AdaptationOutcome("MLLR", 0), await AdaptAsync(Data(folder, times: 1), folder, model));
        Assert.Equal(["mllr_matrix"], Directory.GetFiles(model).Select(path => Path.GetFileName(path)));
        EngineCustomization adapted = EngineCustomization.Only(new EngineAcousticModel("a test's MLLR", model));
        Clip clip = fixture.Librivox.Clips[1];
        Hypothesis before = await HearAsync(clip, null);
        Hypothesis after = await HearAsync(clip, adapted);
        Assert.NotEqual(before.Confidence, after.Confidence);
        Assert.InRange(Errors(clip, after), 0, Errors(clip, before));
    }

    [Fact]
    public async Task An_utterance_whose_words_do_not_fit_is_left_out_and_told()
    {
        using TemporaryDirectory folder = new();
        AdaptationData data = Data(folder, 1);
        string[] endless = [.. Enumerable.Repeat(data.Utterances[0].Words[0], 500)];
        File.WriteAllBytes(AdaptationData.FileOf(data.Folder, "empty"), []);
        AdaptationData mixed = data with
        {
            Utterances =
            [
                data.Utterances[0] with { Words = endless }, .. data.Utterances.Skip(1),
                new AdaptationUtterance("empty", 0, data.Utterances[0].Words),
            ],
        };
        string model = Directory.CreateDirectory(folder.File("model")).FullName;
        Assert.Equal(2, (await AdaptAsync(mixed, folder, model)).Unaligned);
        AdaptationFailedException failure = await Assert.ThrowsAsync<AdaptationFailedException>(
            () => AdaptAsync(mixed with { Utterances = [mixed.Utterances[0]] }, folder, model));
        Assert.Equal("In none of the utterances the words fit the sound.", failure.Message);
    }

    [Fact]
    public async Task A_program_that_fails_is_named_with_its_own_words()
    {
        using TemporaryDirectory folder = new();
        AdaptationData data = Data(folder, 1) with { Folder = folder.File("nowhere") };
        AdaptationFailedException failure = await Assert.ThrowsAsync<AdaptationFailedException>(
            () => AdaptAsync(data, folder, folder.File("model")));
        Assert.StartsWith("The program sphinx_fe failed. ERROR", failure.Message, StringComparison.Ordinal);
        TrainerProgram program = new(Tool.RunAsync, folder.Root, []);
        failure = await Assert.ThrowsAsync<AdaptationFailedException>(() => program.RunAsync(
            "/bin/sh", ["-c", "echo INFO; echo ERROR: no such thing >&2; exit 3"], TimeSpan.FromMinutes(1), default));
        Assert.Equal("The program sh failed (exit code 3). ERROR: no such thing", failure.Message);
    }

    [Fact]
    public async Task Programs_run_behind_others_and_with_a_limit_of_memory()
    {
        using TemporaryDirectory folder = new();
        TrainerProgram program = new(Tool.RunAsync, folder.Root, ["/one", "/two", "/one"]);
        string log = await program.RunAsync(
            "/bin/sh", ["-c", "ulimit -v; nice; echo $LD_LIBRARY_PATH >&2"], TimeSpan.FromMinutes(1), default);
        // The fields behind the name of the process (proc_pid_stat(5)).
        int own = int.Parse(
            File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ')[16], CultureInfo.InvariantCulture);
        Assert.Equal(["2097152", $"{Math.Min(own + 10, 19)}", "/one:/two"], File.ReadLines(log));
    }

    private static async Task<AdaptationOutcome> AdaptAsync(
        AdaptationData data, TemporaryDirectory folder, string model)
    {
        string work = Directory.CreateDirectory(folder.File(Guid.NewGuid().ToString())).FullName;
        return await SphinxTrainer.ForUser().AdaptAsync(data, work, model, default);
    }

    private AdaptationData Data(TemporaryDirectory folder, int times)
    {
        Dictionary<string, string> pronunciations = File.ReadLines(fixture.Files.Dictionary)
            .Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        List<AdaptationUtterance> utterances = [];
        foreach (Clip clip in Enumerable.Repeat(fixture.Librivox.Clips, times).SelectMany(clips => clips))
        {
            string name = $"u{utterances.Count}";
            File.WriteAllBytes(AdaptationData.FileOf(folder.Root, name), Wav.Bytes(clip.Samples));
            utterances.Add(new AdaptationUtterance(name, clip.Samples.Length / 16000.0, clip.Text.Split(' ')));
        }
        string[] words = [.. utterances.SelectMany(utterance => utterance.Words).Distinct()];
        return new AdaptationData(
            folder.Root, utterances, words.ToDictionary(word => word, word => pronunciations[word]));
    }

    private async Task<Hypothesis> HearAsync(Clip clip, EngineCustomization? customization)
        => (await fixture.Engine.DecodeAsync(
            clip.Samples, new DecodingOptions(1) { Customization = customization }, default))[0];

    private static int Errors(Clip clip, Hypothesis heard)
        => WordErrors.Between(clip.Text.Split(' '), Text(heard).Split(' ')).Count;

    private static string Text(Hypothesis heard) => string.Join(' ', heard.Words.Select(word => word.Text));
}
