namespace SttPowerShell.Subtitles;

/// <summary>
/// Breaks words into lines: as few as they need, at punctuation rather than after a short word, and of about the same
/// length.
/// </summary>
internal static class LineBreaker
{
    /// <summary>The lines, or null if they are too many. A word longer than a line has one to itself.</summary>
    public static IReadOnlyList<string>? Break(ReadOnlySpan<TimedWord> words, SubtitleOptions options)
    {
        for (int lines = 1; lines <= options.Lines; lines++)
        {
            if (Ends(words, options.LineLength, lines) is not int[] ends) continue;
            string[] text = new string[lines];
            int from = 0;
            for (int line = 0; line < lines; line++)
            {
                text[line] = Text(words[from..ends[line]]);
                from = ends[line];
            }
            return text;
        }
        return null;
    }

    /// <summary>Whether words have room, which greedy breaking tells.</summary>
    public static bool Fits(ReadOnlySpan<int> lengths, SubtitleOptions options)
    {
        int lines = 1;
        int used = 0;
        foreach (int length in lengths)
        {
            if (used > 0 && used + 1 + length > options.LineLength)
            {
                lines++;
                used = 0;
            }
            used += length + (used > 0 ? 1 : 0);
        }
        return lines <= options.Lines;
    }

    /// <summary>
    /// The number of words before the end of each line, such that the penalties are least; null if it can't be done.
    /// </summary>
    private static int[]? Ends(ReadOnlySpan<TimedWord> words, int room, int lines)
    {
        if (lines > words.Length) return null;
        double ideal = Length(words) / (double)lines;
        // least[l, n]: of breaking the first n words into l lines.
        double[,] least = new double[lines + 1, words.Length + 1];
        int[,] before = new int[lines + 1, words.Length + 1];
        for (int l = 0; l <= lines; l++)
        {
            for (int n = 0; n <= words.Length; n++) least[l, n] = double.PositiveInfinity;
        }
        least[0, 0] = 0;
        for (int l = 1; l <= lines; l++)
        {
            for (int n = l; n <= words.Length; n++)
            {
                int length = -1;
                for (int from = n - 1; from >= l - 1; from--)
                {
                    length += words[from].Text.Length + 1;
                    if (length > room && from < n - 1) break;
                    double uneven = (length - ideal) / room;
                    double weight = least[l - 1, from] + (4 * uneven * uneven)
                        + (n < words.Length ? BreakPenalty.After(words[n - 1]) : 0);
                    if (weight >= least[l, n]) continue;
                    least[l, n] = weight;
                    before[l, n] = from;
                }
            }
        }
        if (double.IsPositiveInfinity(least[lines, words.Length])) return null;
        int[] ends = new int[lines];
        for (int l = lines, n = words.Length; l > 0; n = before[l, n], l--) ends[l - 1] = n;
        return ends;
    }

    private static int Length(ReadOnlySpan<TimedWord> words)
    {
        int length = words.Length - 1;
        foreach (TimedWord word in words) length += word.Text.Length;
        return length;
    }

    private static string Text(ReadOnlySpan<TimedWord> words)
    {
        string[] texts = new string[words.Length];
        for (int i = 0; i < texts.Length; i++) texts[i] = words[i].Text;
        return string.Join(' ', texts);
    }
}
