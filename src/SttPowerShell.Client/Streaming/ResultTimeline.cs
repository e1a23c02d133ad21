using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Streaming;

/// <summary>
/// Puts the results of one request into the whole recognition: times count from the beginning of the audio, indexes go
/// on from those before. It knows up to where there are final results.
/// </summary>
/// <param name="offset">Seconds of audio before the request's.</param>
/// <param name="firstIndex">The index of the request's first phrase.</param>
/// <param name="keepTimestamps">Whether the words' times were asked for, and not only needed here.</param>
internal sealed class ResultTimeline(double offset, int firstIndex, bool keepTimestamps)
{
    private readonly SortedList<int, double?> _finalEnds = [];
    private double _latestEnd;

    /// <summary>Phrases that have a final result.</summary>
    public int Finals => _finalEnds.Count;

    /// <summary>The index that the phrase behind the last final one gets.</summary>
    public int NextIndex => Finals == 0 ? firstIndex : _finalEnds.GetKeyAtIndex(Finals - 1) + 1;

    /// <summary>Where the last final result ends, in seconds of the whole audio; the request's begin if none is.</summary>
    public double FinalEnd => Finals == 0 ? offset : _finalEnds.GetValueAtIndex(Finals - 1) ?? offset;

    /// <summary>The same for the final result before.</summary>
    public double EarlierEnd => Finals < 2 ? offset : _finalEnds.GetValueAtIndex(Finals - 2) ?? offset;

    /// <summary>Where the latest result ends, final or not.</summary>
    public double LatestEnd => Math.Max(_latestEnd, offset);

    /// <summary>Whether it is known where the last final result ends.</summary>
    public bool HasTimes => Finals == 0 || _finalEnds.GetValueAtIndex(Finals - 1) is not null;

    /// <summary>A message with times and indexes of the whole.</summary>
    public SpeechRecognitionResults Place(SpeechRecognitionResults message)
    {
        int first = firstIndex + (message.ResultIndex ?? Finals);
        SpeechRecognitionResult[] phrases =
            [.. (message.Results ?? []).Where(result => result.SpeechBeginEvent is null)];
        for (int i = 0; i < phrases.Length; i++)
        {
            double? end = End(phrases[i]);
            _latestEnd = end ?? _latestEnd;
            if (phrases[i].Final is true) _finalEnds[first + i] = end;
        }

        return message with
        {
            ResultIndex = message.Results is { Count: > 0 } ? first : null,
            Results = message.Results?.Select(Place).ToArray(),
            AudioMetrics = Place(message.AudioMetrics),
            ProcessingMetrics = Place(message.ProcessingMetrics),
        };
    }

    private double? End(SpeechRecognitionResult result)
        => result.Alternatives is [{ Timestamps: { Count: > 0 } words }, ..] ? At(words[^1].End) : null;

    private double At(double seconds) => offset == 0 ? seconds : Math.Round(offset + seconds, 3);

    private SpeechRecognitionResult Place(SpeechRecognitionResult result) => result with
    {
        SpeechBeginEvent = result.SpeechBeginEvent is { } speech ? speech with { Begin = At(speech.Begin) } : null,
        Alternatives = result.Alternatives?.Select(Place).ToArray(),
        KeywordsResult = result.KeywordsResult?.ToDictionary(
            pair => pair.Key, pair => (IReadOnlyList<KeywordMatch>)[.. pair.Value.Select(Place)]),
        WordAlternatives = result.WordAlternatives?.Select(Place).ToArray(),
    };

    private SpeechRecognitionAlternative Place(SpeechRecognitionAlternative reading) => reading with
    {
        Timestamps = keepTimestamps ? reading.Timestamps?.Select(Place).ToArray() : null,
    };

    private WordTimestamp Place(WordTimestamp word) => new(word.Word, At(word.Start), At(word.End));

    private KeywordMatch Place(KeywordMatch match)
        => match with { StartTime = At(match.StartTime), EndTime = At(match.EndTime) };

    private WordAlternatives Place(WordAlternatives words)
        => words with { StartTime = At(words.StartTime), EndTime = At(words.EndTime) };

    private AudioMetrics? Place(AudioMetrics? metrics) => metrics?.Accumulated is not { } accumulated
        ? metrics
        : metrics with { Accumulated = accumulated with { EndTime = At(accumulated.EndTime) } };

    private ProcessingMetrics? Place(ProcessingMetrics? metrics) => metrics?.ProcessedAudio is not { } audio
        ? metrics
        : metrics with
        {
            ProcessedAudio = audio with
            {
                Received = audio.Received + offset,
                SeenByEngine = audio.SeenByEngine + offset,
                Transcription = audio.Transcription + offset,
            },
        };
}
