using System.Text.RegularExpressions;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.Quality;

/// <summary>
/// What is measured: recorded human speech with its text, from Debian's packages, base and customised.
/// </summary>
internal static partial class TestSets
{
    private const string PocketSphinxData = "usr/share/pocketsphinx/test/data";
    private static readonly string[] Digits =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private const string Broadband = "en-US_BroadbandModel";
    private const string Narrowband = "en-US_NarrowbandModel";

    /// <param name="folder">Where files are made that the packages don't have.</param>
    /// <param name="cancel">Ends a download.</param>
    public static async Task<IReadOnlyList<TestSet>> FindAsync(string folder, CancellationToken cancel)
    {
        DebianPackages packages = new(CacheDirectory.ForUser(), Tool.RunAsync);
        string speech = Path.Combine(await packages.EnsureAsync(["pocketsphinx-testdata"], cancel), PocketSphinxData);
        Prompts prompts = await Prompts.FindAsync(packages, cancel);
        await G722.LoadAsync(packages, cancel);

        TestSet librivox = new("librivox: sentences of an audio book, 16 kHz", Broadband,
            Transcribed(Path.Combine(speech, "librivox"), "transcription"));
        TestSet cards = new("cards: playing cards, 16 kHz", Broadband,
            Transcribed(Path.Combine(speech, "cards"), "cards.transcription"));
        TestSet wideband = new("prompts: a telephone system's, 16 kHz", Broadband, prompts.Wideband(folder));
        TestSet narrowband = new("prompts: a telephone system's, native 8 kHz", Narrowband, prompts.Narrowband(folder));
        CustomModel texts = new("the texts of other prompts") { Corpus = prompts.Corpus };
        AcousticModel alone = new("other prompts", Paths(prompts.WidebandToLearn(folder)));
        AcousticModel withTexts = new("other prompts, recognised with their texts", alone.Recordings)
        { TrainedWith = texts };
        AcousticModel narrow = new("other prompts at 8 kHz, recognised with their texts",
            Paths(prompts.NarrowbandToLearn(folder)))
        { TrainedWith = texts };
        TestSet products = new("products: three names in no dictionary, three synthetic voices", Broadband,
            await new Voices(packages, folder).SpeakAsync(Data.Lines("products.txt"), cancel))
        { Names = [.. Data.Products.Keys] };
        return
        [
            librivox,
            librivox with
            {
                Model = new CustomModel("44 sentences in the novel's manner")
                { Corpus = Data.Lines("in-the-novels-manner.txt") },
                Goal = "at most 10 %",
            },
            librivox with
            {
                Model = new CustomModel("56 lines of the same chapters")
                { Corpus = Data.Lines("sense-and-sensibility.txt") },
            },
            cards,
            cards with
            {
                Model = new CustomModel("a grammar of cards") { Grammar = Data.Text("cards.gram") },
                Goal = "at most 1 error",
            },
            // What a grammar doesn't allow must not be heard: every word is an insertion.
            new TestSet("librivox, to which the grammar does not apply", Broadband,
                [.. librivox.Utterances.Select(utterance => utterance with { Words = [] })])
            {
                Model = new CustomModel("a grammar of cards") { Grammar = Data.Text("cards.gram") },
                Goal = "nothing heard",
            },
            wideband,
            wideband with { Model = texts, Goal = "at most 16.5 %" },
            wideband with { Acoustic = alone, Goal = "at most 24 %" },
            wideband with { Acoustic = withTexts, Goal = "at most 18 %" },
            wideband with { Model = texts, Acoustic = withTexts, Goal = "at most 13 %" },
            narrowband,
            narrowband with { Acoustic = narrow, Goal = "at most 30 %" },
            narrowband with { Model = texts, Acoustic = narrow },
            products,
            products with
            {
                Model = new CustomModel("the names with their sounds-likes") { Words = Data.Products },
                Goal = "at least 15 of 18",
            },
        ];
    }

    /// <summary>
    /// Words as the recogniser writes them: lower case, with no punctuation but the apostrophe, single digits spoken.
    /// </summary>
    public static IReadOnlyList<string> Words(string text) =>
        [.. Word().Matches(text.ToLowerInvariant()).Select(match =>
            char.IsDigit(match.Value[0]) ? Digits[match.Value[0] - '0'] : match.Value)];

    private static string[] Paths(IEnumerable<Utterance> utterances) => [.. utterances.Select(one => one.Path)];

    /// <summary>Lines such as <c>&lt;s&gt; and mister john &lt;/s&gt; (file)</c>.</summary>
    private static Utterance[] Transcribed(string folder, string file) =>
    [
        .. File.ReadLines(Path.Combine(folder, file))
            .Select(line => TranscriptionLine().Match(line)).Where(line => line.Success)
            .Select(line => new Utterance(Path.Combine(folder, line.Groups[2].Value + ".wav"),
                Words(line.Groups[1].Value))),
    ];

    [GeneratedRegex(@"^<s> (.*) </s> \((.*)\)$")]
    private static partial Regex TranscriptionLine();

    [GeneratedRegex(@"[a-z]+(?:'[a-z]+)*|\d")]
    private static partial Regex Word();
}
