namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>Reads from a decoder what it heard in the utterance that it has just decoded.</summary>
internal static class DecodedUtterance
{
    internal const double FramesPerSecond = 100;

    /// <summary>
    /// A shorter silence between words, in frames, is the closure of the stop consonant that the next word begins
    /// with, and so belongs to it; a forced alignment has it so too.
    /// </summary>
    private const int LongestClosure = 10;

    /// <summary>
    /// The n-best list repeats a text whose words lie at other times, so more are pulled than are wanted.
    /// </summary>
    private const int PullsPerAlternative = 20;

    /// <summary>The words of the best reading, in order; none if nothing was heard.</summary>
    public static List<DecodedWord> Words(DecoderHandle decoder)
    {
        nint logarithms = Sphinx.ps_get_logmath(decoder);
        List<DecodedWord> words = [];
        for (nint segment = Sphinx.ps_seg_iter(decoder); segment != 0; segment = Sphinx.ps_seg_next(segment))
        {
            if (Word(Sphinx.ps_seg_word(segment)) is not { } word) continue;
            Sphinx.ps_seg_frames(segment, out int first, out int last);
            int posterior = Sphinx.ps_seg_prob(segment, out int acoustic, out _, out _);
            words.Add(new DecodedWord(
                word, first, last + 1, Math.Clamp(Sphinx.logmath_exp(logarithms, posterior), 0, 1), acoustic));
        }
        return words;
    }

    /// <summary>The words of the best reading so far, within an utterance.</summary>
    public static IReadOnlyList<string> Partial(DecoderHandle decoder)
        => Sphinx.ps_get_hyp(decoder, out _) is not { } text
            ? []
            : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Word).OfType<string>()];

    /// <summary>The best reading, from its words.</summary>
    /// <param name="words">At least one.</param>
    /// <param name="confidence">A word's confidence, 0 to 1.</param>
    public static Hypothesis Best(IReadOnlyList<DecodedWord> words, Func<DecodedWord, double> confidence)
    {
        List<HypothesisWord> timed = [];
        int previousEnd = -LongestClosure;
        foreach (DecodedWord word in words)
        {
            int first = word.First - previousEnd < LongestClosure ? previousEnd : word.First;
            previousEnd = word.End;
            timed.Add(new HypothesisWord(
                word.Text, first / FramesPerSecond, word.End / FramesPerSecond, confidence(word)));
        }
        return new Hypothesis(timed, timed.Average(word => word.Confidence));
    }

    /// <summary>The readings behind the best one, most likely first, each of other words.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <param name="most">How many at most.</param>
    public static IEnumerable<Hypothesis> Others(DecoderHandle decoder, int most)
    {
        if (most == 0) return [];
        HashSet<string?> seen = new(StringComparer.Ordinal) { Sphinx.ps_get_hyp(decoder, out _) };
        List<Hypothesis> others = [];
        nint reading = Sphinx.ps_nbest(decoder);
        for (int pulls = 0; reading != 0; reading = Sphinx.ps_nbest_next(reading))
        {
            string? text = Sphinx.ps_nbest_hyp(reading, out _);
            if (!string.IsNullOrEmpty(text) && seen.Add(text))
            {
                others.Add(new Hypothesis(
                    [.. text.Split(' ').Select(Word).OfType<string>()
                        .Select(word => new HypothesisWord(word, 0, 0, 0))],
                    0));
            }
            if (others.Count == most || ++pulls == (most + 1) * PullsPerAlternative) break;
        }
        if (reading != 0) Sphinx.ps_nbest_free(reading);
        return others;
    }

    /// <summary>
    /// A word as the dictionary has it, null for what isn't one: fillers and sentence marks (<c>&lt;sil&gt;</c>,
    /// <c>[NOISE]</c>, <c>(NULL)</c>, <c>++BREATH++</c>).
    /// </summary>
    internal static string? Word(string? text) =>
        string.IsNullOrEmpty(text) || text[0] is '<' or '[' or '(' || text.StartsWith("++", StringComparison.Ordinal)
            ? null
            : PronunciationVariant.Word(text);
}
