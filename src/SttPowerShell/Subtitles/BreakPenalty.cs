namespace SttPowerShell.Subtitles;

/// <summary>How bad it is to break behind a word, 0 to 1.</summary>
internal static class BreakPenalty
{
    // Articles, prepositions and conjunctions belong to what follows (BBC Subtitle Guidelines, "Break at natural
    // points"). In most languages they are the shortest words, so that no lists of them are needed.
    private const int ShortWord = 3;

    public static double After(TimedWord word)
    {
        char last = word.Text[^1];
        if (word.EndsPhrase || last is '.' or '?' or '!' or '…' or '。' or '？' or '！') return 0;
        if (last is ',' or ';' or ':' or '—' or '–' or '、' or '，') return 0.15;
        return word.Text.Length <= ShortWord ? 1 : 0.5;
    }
}
