namespace SttPowerShell.LocalService.Engine;

/// <summary>One reading of an utterance.</summary>
/// <param name="Words">Words in order, with times and confidences only in the best reading.</param>
/// <param name="Confidence">0 to 1, of the best reading; 0 for the others, which are ranked but not measured.</param>
internal sealed record Hypothesis(IReadOnlyList<HypothesisWord> Words, double Confidence);

/// <summary>A word with times in seconds from the utterance's first sample, and a confidence, 0 to 1.</summary>
internal readonly record struct HypothesisWord(string Text, double Start, double End, double Confidence);

/// <summary>What one decoding is to give.</summary>
/// <param name="MaxAlternatives">How many readings at most, at least 1.</param>
internal sealed record DecodingOptions(int MaxAlternatives)
{
    /// <summary>A custom language model beside the base model; null for the base model alone.</summary>
    public EngineCustomization? Customization { get; init; }
}
