namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>Reads from a decoder what it heard in the utterance that it has just decoded.</summary>
internal static class DecodedUtterance
{
    private const double FramesPerSecond = 100;

    /// <summary>
    /// A shorter silence between words, in frames, is the closure of the stop consonant that the next word begins
    /// with, and so belongs to it; a forced alignment has it so too.
    /// </summary>
    private const int LongestClosure = 10;

    /// <summary>The n-best list repeats a text whose words lie at other times, so more are pulled than are wanted.</summary>
    private const int PullsPerAlternative = 20;

    /// <summary>Readings, best first; empty if nothing was heard.</summary>
    public static IReadOnlyList<Hypothesis> Readings(DecoderHandle decoder, int most)
    {
        string? text = Sphinx.ps_get_hyp(decoder, out _);
        if (string.IsNullOrEmpty(text)) return [];
        List<HypothesisWord> words = Words(decoder);
        if (words.Count == 0) return [];
        List<Hypothesis> readings = [new(words, words.Average(word => word.Confidence))];
        if (most > 1) AddAlternatives(decoder, readings, text, most);
        return readings;
    }

    private static List<HypothesisWord> Words(DecoderHandle decoder)
    {
        nint logarithms = Sphinx.ps_get_logmath(decoder);
        List<HypothesisWord> words = [];
        int previousEnd = -LongestClosure;
        for (nint segment = Sphinx.ps_seg_iter(decoder); segment != 0; segment = Sphinx.ps_seg_next(segment))
        {
            if (Word(Sphinx.ps_seg_word(segment)) is not { } word) continue;
            Sphinx.ps_seg_frames(segment, out int first, out int last);
            int posterior = Sphinx.ps_seg_prob(segment, out _, out _, out _);
            double confidence = Math.Clamp(Sphinx.logmath_exp(logarithms, posterior), 0, 1);
            if (first - previousEnd < LongestClosure) first = previousEnd;
            previousEnd = last + 1;
            words.Add(new HypothesisWord(word, first / FramesPerSecond, previousEnd / FramesPerSecond, confidence));
        }
        return words;
    }

    private static void AddAlternatives(DecoderHandle decoder, List<Hypothesis> readings, string best, int most)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { best };
        nint reading = Sphinx.ps_nbest(decoder);
        for (int pulls = 0; reading != 0; reading = Sphinx.ps_nbest_next(reading))
        {
            string? text = Sphinx.ps_nbest_hyp(reading, out _);
            if (!string.IsNullOrEmpty(text) && seen.Add(text))
            {
                readings.Add(new Hypothesis(
                    [.. text.Split(' ').Select(Word).OfType<string>().Select(word => new HypothesisWord(word, 0, 0, 0))],
                    0));
            }
            if (readings.Count == most || ++pulls == most * PullsPerAlternative) break;
        }
        if (reading != 0) Sphinx.ps_nbest_free(reading);
    }

    /// <summary>
    /// A word as the dictionary has it, null for what isn't one: fillers and sentence marks (<c>&lt;sil&gt;</c>,
    /// <c>[NOISE]</c>, <c>(NULL)</c>, <c>++BREATH++</c>).
    /// </summary>
    private static string? Word(string? text) =>
        string.IsNullOrEmpty(text) || text[0] is '<' or '[' or '(' || text.StartsWith("++", StringComparison.Ordinal)
            ? null
            : PronunciationVariant.Word(text);
}
