using SttPowerShell.Accuracy;

namespace SttPowerShell.Subtitles;

/// <summary>
/// The words of a transcript as they are written, with times. With smart formatting the text has "$12" where the words
/// with times are "twelve dollars"; both are aligned, and what is written otherwise gets the time of what was spoken
/// there.
/// </summary>
internal static class TimedWords
{
    /// <summary>The words with times that never go back, or null if words have none.</summary>
    public static IReadOnlyList<TimedWord>? Of(SttTranscript transcript, CancellationToken cancel)
    {
        List<TimedWord> words = [];
        foreach (SttTranscriptSegment segment in transcript.Results)
        {
            string[] written = [.. segment.Transcript.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => !SpokenWords.IsHesitation(word))];
            if (written.Length == 0) continue;
            SttTranscriptWord[] spoken = [.. segment.Words.Where(word => !SpokenWords.IsHesitation(word.Word))];
            if (spoken.Length == 0 || spoken.Any(word => word.Start is null || word.End is null)) return null;
            Add(written, spoken, words, cancel);
        }
        return transcript.Results.Count == 0 && transcript.Transcript.Length > 0 ? null : words;
    }

    private static void Add(
        string[] written, SttTranscriptWord[] spoken, List<TimedWord> words, CancellationToken cancel)
    {
        int from = words.Count;
        WordAlignment alignment = WordAlignment.Of(
            [.. written.Select(Key)], [.. spoken.Select(word => Key(word.Word))], cancel: cancel);
        int w = 0;
        int s = 0;
        for (int step = 0; step < alignment.Steps.Count;)
        {
            int firstWritten = w;
            int firstSpoken = s;
            if (alignment.Steps[step].Change == SttWordChange.Match)
            {
                w++;
                s++;
                step++;
            }
            else
            {
                for (; step < alignment.Steps.Count && alignment.Steps[step].Change != SttWordChange.Match; step++)
                {
                    if (alignment.Steps[step].Reference is not null) w++;
                    if (alignment.Steps[step].Hypothesis is not null) s++;
                }
            }
            Spread(written.AsSpan(firstWritten..w), spoken, firstSpoken, s, words);
        }
        if (words.Count > from) words[^1] = words[^1] with { EndsPhrase = true };
    }

    /// <summary>Gives written words the time of spoken ones, each a share by its length.</summary>
    private static void Spread(
        ReadOnlySpan<string> written, SttTranscriptWord[] spoken, int first, int end, List<TimedWord> words)
    {
        double earliest = words.Count > 0 ? words[^1].End : 0;
        double start = Math.Max(earliest, spoken[Math.Min(first, spoken.Length - 1)].Start!.Value);
        // What is written without having been spoken stands between its neighbours.
        double stop = Math.Max(start, end > first ? spoken[end - 1].End!.Value : start);
        double all = 0;
        foreach (string word in written) all += word.Length;
        double before = 0;
        foreach (string word in written)
        {
            double begun = start + ((stop - start) * before / all);
            before += word.Length;
            words.Add(new TimedWord(word, begun, start + ((stop - start) * before / all), false));
        }
    }

    private static string Key(string word)
    {
        string[] key = SpokenWords.Of(word);
        return key.Length == 1 ? key[0] : word;
    }
}
