namespace SttPowerShell.Subtitles;

/// <summary>
/// Divides words into subtitles: of all divisions whose texts fit and whose times aren't too long the one with the
/// least penalties, for subtitles that can't be read in their time or show too shortly, for breaks within a phrase, and for
/// many subtitles.
/// </summary>
internal sealed class SubtitleLayout
{
    private const double EachSubtitle = 0.6;
    private const double BreakInPhrase = 2;
    private const double TooFast = 4;
    private const double TooShort = 3;
    private const double PhraseInside = 0.4;
    private const double PauseInside = 0.7;

    // A silence that a viewer notices; text of before and after it doesn't stand together.
    private const double LongPause = 1.5;

    private readonly IReadOnlyList<TimedWord> _words;
    private readonly TimedWord[] _array;
    private readonly int[] _lengths;
    private readonly SubtitleOptions _options;

    private SubtitleLayout(IReadOnlyList<TimedWord> words, SubtitleOptions options)
    {
        _words = words;
        _array = [.. words];
        _lengths = [.. words.Select(word => word.Text.Length)];
        _options = options;
    }

    /// <summary>The subtitles of words, in order and without overlap.</summary>
    public static IReadOnlyList<Subtitle> Of(
        IReadOnlyList<TimedWord> words, SubtitleOptions options, CancellationToken cancel)
    {
        if (words.Count == 0) return [];
        SubtitleLayout layout = new(words, options);
        return layout.Timed(layout.Divide(cancel));
    }

    /// <summary>Where each subtitle ends: the number of words before.</summary>
    private List<int> Divide(CancellationToken cancel)
    {
        double[] least = new double[_words.Count + 1];
        int[] before = new int[_words.Count + 1];
        for (int end = 1; end <= _words.Count; end++)
        {
            if (end % 1024 == 0) cancel.ThrowIfCancellationRequested();
            least[end] = double.PositiveInfinity;
            int characters = -1;
            double inside = 0;
            for (int from = end - 1; from >= 0; from--)
            {
                characters += _lengths[from] + 1;
                if (from < end - 1)
                {
                    if (!MayStandTogether(from, end)) break;
                    inside += Inside(from);
                }
                double weight = least[from] + inside + Weight(from, end, characters);
                if (weight >= least[end]) continue;
                least[end] = weight;
                before[end] = from;
            }
        }
        List<int> ends = [];
        for (int end = _words.Count; end > 0; end = before[end]) ends.Add(end);
        ends.Reverse();
        return ends;
    }

    private bool MayStandTogether(int from, int end)
        => _words[from + 1].Start - _words[from].End < LongPause
            && _words[end - 1].End - _words[from].Start <= _options.MaximumDuration
            && LineBreaker.Fits(_lengths.AsSpan(from..end), _options);

    /// <summary>How bad it is not to break behind a word, for a silence or a phrase's end.</summary>
    private double Inside(int word)
        => (PauseInside * Math.Max(0, _words[word + 1].Start - _words[word].End))
            + (_words[word].EndsPhrase ? PhraseInside : 0);

    private double Weight(int from, int end, int characters)
    {
        double room = Room(from, end);
        double needed = characters / _options.CharactersPerSecond;
        return EachSubtitle
            + (BreakInPhrase * BreakPenalty.After(_words[end - 1]))
            + (TooFast * Math.Max(0, 1 - (room / needed)))
            + (_options.MinimumDuration > 0 ? TooShort * Math.Max(0, 1 - (room / _options.MinimumDuration)) : 0);
    }

    /// <summary>How long a subtitle may show: until the next one begins.</summary>
    private double Room(int from, int end)
    {
        double next = end < _words.Count ? _words[end].Start - _options.Gap : double.PositiveInfinity;
        return Math.Min(_options.MaximumDuration, next - _words[from].Start);
    }

    private List<Subtitle> Timed(List<int> ends)
    {
        List<Subtitle> subtitles = [];
        int from = 0;
        long earliest = 0;
        foreach (int end in ends)
        {
            IReadOnlyList<string> lines = LineBreaker.Break(_array.AsSpan(from..end), _options)!;
            // In whole milliseconds from here on, so that rounding can't bring an overlap.
            long start = Math.Max(earliest, Milliseconds(_words[from].Start));
            long latest = end < _words.Count
                ? Milliseconds(_words[end].Start) - Milliseconds(_options.Gap)
                : long.MaxValue;
            long until = Math.Min(latest, start + Shown(start, end, lines));
            until = Math.Max(until, start + 1);
            subtitles.Add(new Subtitle(start, until, lines));
            earliest = until;
            from = end;
        }
        return subtitles;
    }

    /// <summary>As long as its words are heard, or as it takes to read them; within the limits.</summary>
    private long Shown(long start, int end, IReadOnlyList<string> lines)
    {
        long heard = Milliseconds(_words[end - 1].End) - start;
        long read = Milliseconds(lines.Sum(line => line.Length) / _options.CharactersPerSecond);
        long least = Milliseconds(_options.MinimumDuration);
        return Math.Min(Milliseconds(_options.MaximumDuration), Math.Max(heard, Math.Max(read, least)));
    }

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);
}
