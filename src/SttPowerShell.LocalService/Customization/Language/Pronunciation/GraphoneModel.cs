namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>
/// Says how a word that no dictionary has is spoken, by its spelling: a joint-sequence model (Bisani and Ney 2008).
/// Unchanging; the same spelling always gives the same pronunciations.
/// </summary>
internal sealed class GraphoneModel
{
    /// <summary>Bits of a graphone in an n-gram's key: seven graphones fit.</summary>
    public const int Bits = 9;

    /// <summary>The symbols of a word's begin and end; graphones follow.</summary>
    public const int Start = 1;
    public const int End = 2;
    public const int FirstGraphone = 3;

    private const int HistoryLength = 6;

    /// <summary>How many readings of the letters so far are followed up.</summary>
    private const int BeamWidth = 24;

    /// <summary>A spelling is cut there: nobody says a longer word.</summary>
    private const int LongestSpelling = 60;

    private readonly Graphone[] _graphones;
    private readonly NgramTable _ngrams;
    private readonly ILookup<char, int> _symbols;

    public GraphoneModel(IReadOnlyList<Graphone> graphones, NgramTable ngrams)
    {
        _graphones = [.. graphones];
        _ngrams = ngrams;
        _symbols = Enumerable.Range(0, graphones.Count)
            .ToLookup(i => graphones[i].Letter, i => i + FirstGraphone);
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static GraphoneModel Read(BinaryReader reader)
    {
        Graphone[] graphones = new Graphone[reader.ReadInt32()];
        for (int i = 0; i < graphones.Length; i++) graphones[i] = new Graphone(reader.ReadChar(), reader.ReadString());
        return new GraphoneModel(graphones, NgramTable.Read(reader));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_graphones.Length);
        foreach (Graphone graphone in _graphones)
        {
            writer.Write(graphone.Letter);
            writer.Write(graphone.Phones);
        }
        _ngrams.Write(writer);
    }

    /// <summary>The likeliest pronunciations of a spelling.</summary>
    /// <param name="spelling">Letters a to z and apostrophes in any case; other characters are passed over.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>Phones separated by blanks, likeliest first; empty if there is nothing to say.</returns>
    public IReadOnlyList<string> Pronounce(string spelling, int most)
    {
        Reading[] readings = [new Reading(null, Start, 0)];
        int length = 0;
        foreach (char letter in spelling.ToLowerInvariant().Where(_symbols.Contains))
        {
            readings = Continue(readings, [.. _symbols[letter]]);
            if (++length == LongestSpelling) break;
        }
        // One pronunciation comes from several alignments: its probability is the sum of theirs.
        return
        [
            .. Continue(readings, [End]).GroupBy(Phones, reading => Math.Exp(reading.Score), StringComparer.Ordinal)
                .Where(group => group.Key.Length > 0)
                .OrderByDescending(group => group.Sum()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Take(most).Select(group => group.Key),
        ];
    }

    /// <summary>The best readings, best first, that go on with one of some graphones.</summary>
    private Reading[] Continue(Reading[] readings, int[] next)
    {
        PriorityQueue<Reading, double> best = new(BeamWidth + 1);
        // What a reading scores only becomes less, and the better ones come first.
        foreach (Reading reading in readings)
        {
            if (best.Count == BeamWidth && reading.Score <= best.Peek().Score) break;
            Continue(reading, next, best);
        }
        Reading[] longer = new Reading[best.Count];
        while (best.Count > 0) longer[best.Count - 1] = best.Dequeue();
        return longer;
    }

    private void Continue(Reading reading, int[] next, PriorityQueue<Reading, double> best)
    {
        // The longest context that the model has, and what each step to a shorter one costs.
        Span<double> costs = stackalloc double[HistoryLength + 1];
        int longest = 0;
        for (int length = 1; length <= HistoryLength; length++)
        {
            if (!_ngrams.TryFind(Last(reading.History, length), out NgramTable.Weights context)) break;
            costs[length] = context.Backoff;
            longest = length;
        }
        foreach (int symbol in next)
        {
            double score = Score(reading, symbol, longest, costs);
            if (best.Count == BeamWidth && score <= best.Peek().Score) continue;
            ulong history = Last(reading.History << Bits | (uint)symbol, HistoryLength);
            best.Enqueue(new Reading(reading, history, score), score);
            if (best.Count > BeamWidth) best.Dequeue();
        }
    }

    private double Score(Reading reading, int symbol, int longest, ReadOnlySpan<double> costs)
    {
        double score = reading.Score;
        for (int length = longest; length >= 0; length--)
        {
            ulong ngram = Last(reading.History, length) << Bits | (uint)symbol;
            if (_ngrams.TryFind(ngram, out NgramTable.Weights found)) return score + found.Probability;
            score += costs[length];
        }
        return double.NegativeInfinity;
    }

    private static ulong Last(ulong history, int length) => history & ((1UL << (length * Bits)) - 1);

    private string Phones(Reading reading)
    {
        Stack<string> phones = new();
        for (Reading? at = reading; at is not null; at = at.Previous)
        {
            int symbol = (int)Last(at.History, 1);
            if (symbol < FirstGraphone) continue;
            string spoken = _graphones[symbol - FirstGraphone].Phones;
            if (spoken.Length > 0) phones.Push(spoken);
        }
        return string.Join(' ', phones);
    }

    /// <summary>A reading of the letters so far: the last graphones, and how likely all of them are.</summary>
    private sealed record Reading(Reading? Previous, ulong History, double Score);
}
