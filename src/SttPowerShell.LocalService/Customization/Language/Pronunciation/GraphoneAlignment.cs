namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>
/// Finds which letter of a word stands for which of its phones, from nothing but many words with their pronunciations:
/// expectation maximisation over all alignments, as the first step of Bisani and Ney 2008, section 4.
/// </summary>
internal sealed class GraphoneAlignment
{
    private const int Rounds = 6;
    private const int LetterKinds = 27;

    private readonly string[] _phones;
    private readonly int _chunks;
    private readonly List<Entry> _entries = [];

    /// <summary>By letter and chunk: the probability of the graphone.</summary>
    private double[] _probabilities;

    private GraphoneAlignment(string[] phones)
    {
        _phones = phones;
        // A chunk is no phone, one phone, or two in a row.
        _chunks = 1 + phones.Length + phones.Length * phones.Length;
        _probabilities = new double[LetterKinds * _chunks];
        Array.Fill(_probabilities, 1.0 / _probabilities.Length);
    }

    /// <summary>The most likely alignment of each word; words that can't be aligned are left out.</summary>
    /// <param name="words">Words and their phones, separated by blanks.</param>
    /// <param name="most">At most so many different graphones: the most frequent ones.</param>
    /// <param name="cancel">Is looked at many times a second.</param>
    public static IReadOnlyList<Graphone[]> Align(
        IReadOnlyCollection<(string Word, string Phones)> words, int most, CancellationToken cancel)
    {
        string[] phones =
            [.. words.SelectMany(word => word.Phones.Split(' ')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        GraphoneAlignment alignment = new(phones);
        alignment.Add(words);
        for (int round = 0; round < Rounds; round++) alignment.Reestimate(most, last: round == Rounds - 1, cancel);
        return [.. alignment._entries.Select(alignment.Best).OfType<Graphone[]>()];
    }

    /// <summary>Whether graphones can spell a letter: a to z and the apostrophe.</summary>
    public static bool CanSpell(char letter) => letter is >= 'a' and <= 'z' or '\'';

    private void Add(IEnumerable<(string Word, string Phones)> words)
    {
        Dictionary<string, byte> numbers = [];
        for (int i = 0; i < _phones.Length; i++) numbers.Add(_phones[i], (byte)i);
        foreach ((string word, string phones) in words)
        {
            byte[] spoken = [.. phones.Split(' ').Select(phone => numbers[phone])];
            // Letters said by name ("w") and symbols are no examples of spelling.
            if (spoken.Length > 2 * word.Length || !word.All(CanSpell)) continue;
            _entries.Add(new Entry(word, spoken));
        }
    }

    /// <summary>One round: expected counts by the forward-backward algorithm become probabilities.</summary>
    private void Reestimate(int most, bool last, CancellationToken cancel)
    {
        double[] counts = new double[_probabilities.Length];
        foreach (Entry entry in _entries)
        {
            cancel.ThrowIfCancellationRequested();
            Count(entry, counts);
        }
        if (last)
        {
            double least = counts.OrderDescending().ElementAtOrDefault(most);
            for (int i = 0; i < counts.Length; i++) counts[i] = counts[i] > least ? counts[i] : 0;
        }
        double total = counts.Sum();
        for (int i = 0; i < counts.Length; i++) counts[i] /= total;
        _probabilities = counts;
    }

    private void Count(Entry entry, double[] counts)
    {
        int width = entry.Phones.Length + 1;
        double[] forward = new double[(entry.Word.Length + 1) * width];
        double[] backward = new double[forward.Length];
        forward[0] = 1;
        backward[^1] = 1;
        for (int letter = 0; letter < entry.Word.Length; letter++)
        {
            for (int at = 0; at < width; at++)
            {
                for (int take = 0; take <= 2 && at + take < width; take++)
                {
                    forward[(letter + 1) * width + at + take] +=
                        forward[letter * width + at] * _probabilities[Index(entry, letter, at, take)];
                }
            }
        }
        double whole = forward[^1];
        if (whole <= 0) return;
        for (int letter = entry.Word.Length - 1; letter >= 0; letter--)
        {
            for (int at = 0; at < width; at++)
            {
                for (int take = 0; take <= 2 && at + take < width; take++)
                {
                    int index = Index(entry, letter, at, take);
                    double rest = _probabilities[index] * backward[(letter + 1) * width + at + take];
                    backward[letter * width + at] += rest;
                    counts[index] += forward[letter * width + at] * rest / whole;
                }
            }
        }
    }

    /// <summary>The most likely alignment (Viterbi); null if there is none.</summary>
    private Graphone[]? Best(Entry entry)
    {
        int width = entry.Phones.Length + 1;
        double[] best = new double[(entry.Word.Length + 1) * width];
        byte[] taken = new byte[best.Length];
        best[0] = 1;
        for (int letter = 0; letter < entry.Word.Length; letter++)
        {
            for (int at = 0; at < width; at++)
            {
                for (int take = 0; take <= 2 && at + take < width; take++)
                {
                    double score = best[letter * width + at] * _probabilities[Index(entry, letter, at, take)];
                    int to = (letter + 1) * width + at + take;
                    if (score <= best[to]) continue;
                    best[to] = score;
                    taken[to] = (byte)take;
                }
            }
        }
        if (best[^1] <= 0) return null;
        Graphone[] graphones = new Graphone[entry.Word.Length];
        for (int letter = entry.Word.Length - 1, at = entry.Phones.Length; letter >= 0; letter--)
        {
            int take = taken[(letter + 1) * width + at];
            at -= take;
            string phones = string.Join(' ', entry.Phones.AsSpan(at, take).ToArray().Select(phone => _phones[phone]));
            graphones[letter] = new Graphone(entry.Word[letter], phones);
        }
        return graphones;
    }

    private int Index(Entry entry, int letter, int at, int take)
    {
        int chunk = take switch
        {
            0 => 0,
            1 => 1 + entry.Phones[at],
            _ => 1 + _phones.Length * (1 + entry.Phones[at]) + entry.Phones[at + 1],
        };
        char spelled = entry.Word[letter];
        return (spelled == '\'' ? LetterKinds - 1 : spelled - 'a') * _chunks + chunk;
    }

    private sealed record Entry(string Word, byte[] Phones);
}
