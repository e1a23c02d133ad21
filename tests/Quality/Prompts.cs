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
        List<string> learn = [];
        foreach (((string Name, string Text) prompt, int index) in all.Select((prompt, i) => (prompt, i)))
        {
            if (index % 3 == 0) _test.Add(prompt);
            else learn.Add(prompt.Text);
        }
        Corpus = learn;
    }

    /// <summary>The texts of the prompts that aren't tested.</summary>
    public IReadOnlyList<string> Corpus { get; }

    public static async Task<Prompts> FindAsync(DebianPackages packages, CancellationToken cancel) => new(
        await packages.EnsureAsync(
            ["asterisk-core-sounds-en", "asterisk-core-sounds-en-wav", "asterisk-core-sounds-en-g722"], cancel));

    /// <summary>As the package has them, at 8 kHz.</summary>
    public IReadOnlyList<Utterance> Narrowband =>
        [.. _test.Select(prompt => new Utterance(
            Path.Combine(_root, Sounds, prompt.Name + ".wav"), TestSets.Words(prompt.Text)))];

    /// <summary>Decoded to 16 kHz into files of a folder.</summary>
    public IReadOnlyList<Utterance> Wideband(string folder) =>
    [
        .. _test.Select(prompt =>
        {
            string file = Path.Combine(folder, prompt.Name.Replace('/', '-') + ".wav");
            File.WriteAllBytes(file, Wav.Pcm16(G722.Decode(File.ReadAllBytes(Encoded(prompt.Name)))));
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
