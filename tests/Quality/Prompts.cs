using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using SttPowerShell.LocalService.Engine.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.Quality;

/// <summary>
/// The prompts of a telephone system, one speaker, with their texts. Every third of those with four words or more is
/// for testing, the others' texts are what a model may learn from.
/// </summary>
internal sealed partial class Prompts
{
    private const string Sounds = "usr/share/asterisk/sounds/en_US_f_Allison";

    private readonly List<(string Name, string Text)> _test = [];
    private readonly List<(string Name, string Text)> _learn = [];
    private readonly string _root;

    private Prompts(string root)
    {
        _root = root;
        using StreamReader text = new(new GZipStream(
            File.OpenRead(Path.Combine(root, "usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz")),
            CompressionMode.Decompress), Encoding.UTF8);
        IEnumerable<(string Name, string Text)> all = text.ReadToEnd().Split('\n')
            .Select(line => Line().Match(line)).Where(line => line.Success)
            .Select(line => (line.Groups[1].Value, line.Groups[2].Value))
            .Where(prompt => !Unspoken().IsMatch(prompt.Item2) && TestSets.Words(prompt.Item2).Count >= 4)
            .Where(prompt => File.Exists(Encoded(prompt.Item1)));
        foreach (((string Name, string Text) prompt, int index) in all.Select((prompt, i) => (prompt, i)))
        {
            if (index % 3 == 0) _test.Add(prompt);
            else _learn.Add(prompt);
        }
    }

    /// <summary>The texts of the prompts that aren't tested.</summary>
    public IReadOnlyList<string> Corpus => [.. _learn.Select(prompt => prompt.Text)];

    public static async Task<Prompts> FindAsync(DebianPackages packages, CancellationToken cancel) => new(
        await packages.EnsureAsync(
            ["asterisk-core-sounds-en", "asterisk-core-sounds-en-wav", "asterisk-core-sounds-en-g722"], cancel));

    /// <summary>What is tested, as the package has it, at 8 kHz, in files of a folder.</summary>
    public IReadOnlyList<Utterance> Narrowband(string folder) => NarrowbandOf(_test, folder);

    /// <summary>What isn't tested, as the package has it, at 8 kHz, in files of a folder.</summary>
    public IReadOnlyList<Utterance> NarrowbandToLearn(string folder) => NarrowbandOf(_learn, folder);

    /// <summary>What is tested, decoded to 16 kHz into files of a folder.</summary>
    public IReadOnlyList<Utterance> Wideband(string folder) => WidebandOf(_test, folder);

    /// <summary>What isn't tested, decoded to 16 kHz into files of a folder.</summary>
    public IReadOnlyList<Utterance> WidebandToLearn(string folder) => WidebandOf(_learn, folder);

    private Utterance[] NarrowbandOf(IEnumerable<(string Name, string Text)> prompts, string folder) =>
        Of(prompts, folder, "8k-", name => File.ReadAllBytes(Path.Combine(_root, Sounds, name + ".wav")));

    private Utterance[] WidebandOf(IEnumerable<(string Name, string Text)> prompts, string folder) =>
        Of(prompts, folder, "", name => Wav.Pcm16(G722.Decode(File.ReadAllBytes(Encoded(name)))));

    /// <summary>In one folder, because audio resources are named after files, and these must differ.</summary>
    private static Utterance[] Of(
        IEnumerable<(string Name, string Text)> prompts, string folder, string prefix, Func<string, byte[]> wave) =>
    [
        .. prompts.Select(prompt =>
        {
            string file = Path.Combine(folder, prefix + prompt.Name.Replace('/', '-') + ".wav");
            File.WriteAllBytes(file, wave(prompt.Name));
            return new Utterance(file, TestSets.Words(prompt.Text));
        }),
    ];

    private string Encoded(string name) => Path.Combine(_root, Sounds, name + ".g722");

    /// <summary>
    /// Notes about the recording, and numbers of several digits, of which the text doesn't tell how they are read.
    /// </summary>
    [GeneratedRegex(@"[\[(]|\d\d|\d\.\d")]
    private static partial Regex Unspoken();

    [GeneratedRegex(@"^([\w/-]+): (.+)$")]
    private static partial Regex Line();
}
