namespace SttPowerShell.LocalService.Engine;

/// <summary>One reading of an utterance.</summary>
/// <param name="Words">Words in order, with times and confidences only in the best reading.</param>
/// <param name="Confidence">0 to 1, of the best reading; 0 for the others, which are ranked but not measured.</param>
internal sealed record Hypothesis(IReadOnlyList<HypothesisWord> Words, double Confidence)
{
    /// <summary>What else may have been said at each word, only of the best reading and if it was asked for.</summary>
    public IReadOnlyList<ConfusionBin> Network { get; init; } = [];

    /// <summary>Which of the phrases that were asked for were spotted, only of the best reading.</summary>
    public IReadOnlyList<SpottedPhrase> Spotted { get; init; } = [];
}

/// <summary>A word with times in seconds from the utterance's first sample, and a confidence, 0 to 1.</summary>
internal readonly record struct HypothesisWord(string Text, double Start, double End, double Confidence);

/// <summary>What one decoding is to give.</summary>
/// <param name="MaxAlternatives">How many readings at most, at least 1.</param>
internal sealed record DecodingOptions(int MaxAlternatives)
{
    /// <summary>A custom language model beside the base model; null for the base model alone.</summary>
    public EngineCustomization? Customization { get; init; }

    /// <summary>How thoroughly to search.</summary>
    public SearchProfile Profile { get; init; }

    /// <summary>Whether nobody waits for the result: then it is decoded behind what somebody waits for.</summary>
    public bool Background { get; init; }

    /// <summary>Whether the best reading is to have a <see cref="Hypothesis.Network"/>.</summary>
    public bool Network { get; init; }

    /// <summary>
    /// Phrases to search for by their sounds, whatever the language model makes of these: words that the engine knows
    /// (<see cref="ISpeechEngine.UnknownWordsAsync"/>), with one space between.
    /// </summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];
}
