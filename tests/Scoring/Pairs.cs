namespace SttPowerShell.Scoring;

/// <summary>
/// Makes pairs of texts, always the same for a seed. Few different words make many alignments of equal weight, where it
/// shows who prefers what; words are of several scripts, composed of one to four characters.
/// </summary>
internal static class Pairs
{
    private static readonly string[] s_words =
    [
        "a", "I", "the", "Then", "don't", "twenty-one", "42", "ÿ", "año", "größe", "naïve", "œuvre", "ναι", "όχι",
        "да", "нет", "ёж", "שלום", "نعم", "हिन्दी", "ไทย", "中文", "語", "한국어", "ひらがな", "😀", "👍🏽", "𝒳", "%", "é", "ée",
    ];

    public static IReadOnlyList<Pair> Many(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => Next(random, i))];
    }

    /// <summary>A text of up to 20 words.</summary>
    public static string[] Text(Random random) => random.GetItems(s_words, random.Next(20));

    /// <summary>A text, and how it was heard with a share of errors.</summary>
    public static Pair Heard(string[] text, double errors, Random random)
        => new(text, Changed(text, s_words, errors, random));

    /// <summary>One long pair with a share of errors.</summary>
    public static Pair Long(int words, double errors, int vocabulary, int seed)
    {
        Random random = new(seed);
        string[] all = [.. Enumerable.Range(0, vocabulary).Select(i => $"{s_words[i % 20]}{i:x}")];
        string[] reference = [.. Enumerable.Range(0, words).Select(_ => all[random.Next(all.Length)])];
        return new Pair(reference, Changed(reference, all, errors, random));
    }

    private static Pair Next(Random random, int i)
    {
        string[] words = [.. random.GetItems(s_words, 2 + random.Next(20))];
        string[] reference = random.GetItems(words, random.Next(i % 10 == 0 ? 120 : 25));
        string[] hypothesis = (i % 5) switch
        {
            0 => random.GetItems(words, random.Next(25)),
            1 => [.. reference.Reverse()],
            _ => Changed(reference, words, random.NextDouble(), random),
        };
        return new Pair(reference, hypothesis);
    }

    private static string[] Changed(string[] reference, string[] words, double errors, Random random)
    {
        List<string> changed = [];
        foreach (string word in reference)
        {
            if (random.NextDouble() >= errors)
            {
                changed.Add(word);
                continue;
            }
            switch (random.Next(3))
            {
                case 0:
                    changed.Add(words[random.Next(words.Length)]);
                    break;
                case 1:
                    changed.Add(word);
                    changed.Add(words[random.Next(words.Length)]);
                    break;
            }
        }
        return [.. changed];
    }
}
