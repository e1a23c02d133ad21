using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.Quality;

/// <summary>Recorded human speech with its text, from Debian's packages.</summary>
internal static partial class TestSets
{
    private const string PocketSphinxData = "usr/share/pocketsphinx/test/data";

    public static async Task<IReadOnlyList<TestSet>> FindAsync(CancellationToken cancel)
    {
        DebianPackages packages = new(CacheDirectory.ForUser(), Tool.RunAsync);
        string speech = Path.Combine(await packages.EnsureAsync(["pocketsphinx-testdata"], cancel), PocketSphinxData);
        string prompts = await packages.EnsureAsync(["asterisk-core-sounds-en", "asterisk-core-sounds-en-wav"], cancel);
        return
        [
            new TestSet("librivox: sentences of an audio book, 16 kHz", "en-US_BroadbandModel",
                Transcribed(Path.Combine(speech, "librivox"), "transcription")),
            new TestSet("cards: playing cards, 16 kHz", "en-US_BroadbandModel",
                Transcribed(Path.Combine(speech, "cards"), "cards.transcription")),
            new TestSet("prompts: a telephone system's, native 8 kHz", "en-US_NarrowbandModel", Prompts(prompts)),
        ];
    }

    /// <summary>Lines such as <c>&lt;s&gt; and mister john &lt;/s&gt; (file)</c>.</summary>
    private static Utterance[] Transcribed(string folder, string file) =>
    [
        .. File.ReadLines(Path.Combine(folder, file)).Select(line => TranscriptionLine().Match(line)).Where(line => line.Success)
            .Select(line => new Utterance(Path.Combine(folder, line.Groups[2].Value + ".wav"), Words(line.Groups[1].Value))),
    ];

    /// <summary>Every third prompt of four words or more, without those that have digits in their text.</summary>
    private static Utterance[] Prompts(string root)
    {
        string sounds = Path.Combine(root, "usr/share/asterisk/sounds/en_US_f_Allison");
        using StreamReader text = new(new GZipStream(
            File.OpenRead(Path.Combine(root, "usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz")), CompressionMode.Decompress), Encoding.UTF8);
        IEnumerable<Utterance> all = text.ReadToEnd().Split('\n')
            .Select(line => PromptLine().Match(line)).Where(line => line.Success && !line.Groups[2].Value.Any(char.IsDigit))
            .Select(line => new Utterance(Path.Combine(sounds, line.Groups[1].Value + ".wav"), Words(line.Groups[2].Value)))
            .Where(utterance => utterance.Words.Count >= 4 && File.Exists(utterance.Path));
        return [.. all.Where((_, i) => i % 3 == 0)];
    }

    /// <summary>Words as the recogniser writes them: lower case, with no punctuation but the apostrophe.</summary>
    public static IReadOnlyList<string> Words(string text) =>
        [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"^<s> (.*) </s> \((.*)\)$")]
    private static partial Regex TranscriptionLine();

    [GeneratedRegex(@"^([\w/-]+): (.+)$")]
    private static partial Regex PromptLine();

    [GeneratedRegex(@"[a-z]+(?:'[a-z]+)*")]
    private static partial Regex Word();
}
