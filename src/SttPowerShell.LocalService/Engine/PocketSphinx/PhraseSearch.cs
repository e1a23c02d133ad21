namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// A decoder's search for phrases by their sounds alone: it compares each with a loop of all phones, and so finds
/// what the language model holds for unlikely. All phrases are searched for in one pass.
/// </summary>
internal sealed class PhraseSearch(DecoderHandle decoder)
{
    private const string Name = "phrases";
    private string? _current;

    /// <summary>Whether the dictionary has a word.</summary>
    public bool Knows(string word)
    {
        nint phones = Sphinx.ps_lookup_word(decoder, word);
        if (phones == 0) return false;
        Sphinx.ckd_free(phones);
        return true;
    }

    /// <summary>Searches for phrases of known words; those with an unknown one are left out.</summary>
    public IReadOnlyList<SpottedPhrase> Spot(ReadOnlySpan<short> samples, IReadOnlyList<string> phrases)
    {
        string list = string.Join('\n', phrases.Where(phrase => phrase.Split(' ').All(Knows)));
        if (list.Length == 0) return [];
        if (_current != list) Build(list);
        NativeCall.Check(Sphinx.ps_set_search(decoder, Name), nameof(Sphinx.ps_set_search));
        NativeUtterance.Hear(decoder, samples);
        return Found();
    }

    private void Build(string list)
    {
        _current = null;
        // The library reads several phrases from a file only.
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, list + "\n");
            NativeCall.Check(Sphinx.ps_set_kws(decoder, Name, file), nameof(Sphinx.ps_set_kws));
        }
        finally
        {
            File.Delete(file);
        }
        _current = list;
    }

    private List<SpottedPhrase> Found()
    {
        nint logarithms = Sphinx.ps_get_logmath(decoder);
        List<SpottedPhrase> found = [];
        for (nint segment = Sphinx.ps_seg_iter(decoder); segment != 0; segment = Sphinx.ps_seg_next(segment))
        {
            if (Sphinx.ps_seg_word(segment) is not { Length: > 0 } phrase) continue;
            Sphinx.ps_seg_frames(segment, out int first, out int last);
            int score = Sphinx.ps_seg_prob(segment, out _, out _, out _);
            // The phrase's likelihood over that of the best phones, so that it may be above 1.
            found.Add(new SpottedPhrase(
                phrase, first / DecodedUtterance.FramesPerSecond, (last + 1) / DecodedUtterance.FramesPerSecond,
                Math.Clamp(Sphinx.logmath_exp(logarithms, score), 0, 1)));
        }
        return found;
    }
}
