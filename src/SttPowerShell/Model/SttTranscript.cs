namespace SttPowerShell;

/// <summary>What was said in one recording. In a string it is its text.</summary>
public sealed record SttTranscript
{
    /// <summary>The file, if the audio came from one.</summary>
    public string? Path { get; init; }

    /// <summary>The whole text, without space around it; empty if nothing was said.</summary>
    public required string Transcript { get; init; }

    /// <summary>How sure the recogniser is, 0 to 1: the mean of the segments, weighted by their words.</summary>
    public double? Confidence { get; init; }

    /// <summary>The length of the audio in seconds, where its header tells.</summary>
    public double? Duration { get; init; }

    /// <summary>The base model that was used.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The id of the custom language model that was used, if any.</summary>
    public string? LanguageModelId { get; init; }

    /// <summary>The id of the custom acoustic model that was used, if any.</summary>
    public string? AcousticModelId { get; init; }

    /// <summary>How much the custom language model counted, 0 to 1, if that was chosen.</summary>
    public double? CustomizationWeight { get; init; }

    /// <summary>The phrases in order.</summary>
    public IReadOnlyList<SttTranscriptSegment> Results { get; init; } = Array.Empty<SttTranscriptSegment>();

    /// <summary>What was really said, carried through from the input's property of that name.</summary>
    public string? Reference { get; init; }

    /// <summary>What the service remarked.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = Array.Empty<string>();

    /// <summary>Where speech begins, in seconds from the beginning of the audio; with -SpeechBeginEvent.</summary>
    public IReadOnlyList<double> SpeechBegins { get; init; } = Array.Empty<double>();

    /// <summary>How good the audio is as a signal; with -AudioMetrics.</summary>
    public SttAudioMetrics? AudioMetrics { get; init; }

    /// <summary>How far the service was when it was last asked; with -ProcessingMetrics.</summary>
    public SttProcessingMetrics? ProcessingMetrics { get; init; }

    /// <summary>The service's id of the call, for its support.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Transcript;

    internal static string Text(IReadOnlyList<SttTranscriptSegment> segments)
        => string.Join(' ', segments.Select(s => s.Transcript).Where(t => t.Length > 0).ToArray());

    internal static double? MeanConfidence(IReadOnlyList<SttTranscriptSegment> segments)
    {
        double sum = 0;
        int words = 0;
        foreach (SttTranscriptSegment segment in segments)
        {
            if (segment.Confidence is not double confidence) continue;
            int count = Math.Max(1, CountWords(segment.Transcript));
            sum += confidence * count;
            words += count;
        }
        return words > 0 ? sum / words : null;
    }

    private static int CountWords(ReadOnlySpan<char> text)
    {
        int words = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ' && (i == 0 || text[i - 1] == ' ')) words++;
        }
        return words;
    }
}
