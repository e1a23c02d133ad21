using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.Benchmarks;

/// <summary>
/// Text to learn from, the same in every run: words of the recogniser's dictionary, distributed as words of a language
/// are (Zipf's law), and now and then one that no dictionary has.
/// </summary>
internal sealed class SampleText
{
    private const int Seed = 20_260_105;
    private const double UnknownShare = 0.005;
    private const int ShortestSentence = 5;
    private const int LongestSentence = 25;
    private const int DifferentUnknown = 90_000;
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    private readonly string[] _known;
    private readonly double[] _shares;

    private SampleText(string[] known, IReadOnlyList<NewWord> unknown)
    {
        _known = known;
        NewWords = unknown;
        _shares = Zipf(known.Length);
    }

    /// <summary>Words that the dictionary lacks, no two alike.</summary>
    public IReadOnlyList<NewWord> NewWords { get; }

    public static async Task<SampleText> OpenAsync(CancellationToken cancel)
    {
        EngineFiles engine = await EngineSupply.ForUser().FindAsync(Console.WriteLine, cancel);
        HashSet<string> known = [];
        await foreach (string line in File.ReadLinesAsync(engine.Dictionary, cancel))
        {
            string word = line.Split(' ')[0];
            if (word.All(char.IsAsciiLetterLower)) known.Add(word);
        }
        Random random = new(Seed);
        string[] ranked = [.. known.Order(StringComparer.Ordinal)];
        random.Shuffle(ranked);
        return new SampleText(ranked, [.. Invent(known, random).Take(DifferentUnknown)]);
    }

    /// <summary>Writes a corpus of so many words, a sentence a line.</summary>
    public async Task WriteAsync(string path, int words, CancellationToken cancel)
    {
        Random random = new(Seed);
        double[] unknownShares = Zipf(NewWords.Count);
        await using StreamWriter file = new(path);
        for (int left = words; left > 0;)
        {
            int length = Math.Min(left, random.Next(ShortestSentence, LongestSentence + 1));
            IEnumerable<string> sentence = Enumerable.Range(0, length).Select(_ => random.NextDouble() < UnknownShare
                ? NewWords[Draw(unknownShares, random)].Word
                : _known[Draw(_shares, random)]);
            await file.WriteLineAsync(string.Join(' ', sentence).AsMemory(), cancel);
            left -= length;
        }
    }

    /// <summary>The sums of the shares of all ranks up to each one.</summary>
    private static double[] Zipf(int ranks)
    {
        double[] sums = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) sums[i] = sum += 1.0 / (i + 1);
        for (int i = 0; i < ranks; i++) sums[i] /= sum;
        return sums;
    }

    private static int Draw(double[] sums, Random random)
    {
        int found = Array.BinarySearch(sums, random.NextDouble());
        return Math.Min(found < 0 ? ~found : found, sums.Length - 1);
    }

    private static IEnumerable<NewWord> Invent(HashSet<string> known, Random random)
    {
        HashSet<string> invented = [];
        while (true)
        {
            string begin = Syllable() + Syllable();
            string end = Syllable() + (random.Next(2) == 0 ? "" : Syllable());
            string word = begin + end;
            if (!known.Contains(word) && invented.Add(word)) yield return new NewWord(word, $"{begin} {end}");
        }

        string Syllable() => string.Concat(
            Consonants[random.Next(Consonants.Length)].ToString(), Vowels[random.Next(Vowels.Length)].ToString(),
            random.Next(3) == 0 ? Consonants[random.Next(Consonants.Length)].ToString() : "");
    }
}

/// <summary>A word that the base model doesn't know, and what it sounds like.</summary>
internal sealed record NewWord(string Word, string SoundsLike);
