namespace SttPowerShell;

/// <summary>A result of a recognition over HTTP.</summary>
/// <param name="Segment">The phrase; null of a result that has none.</param>
/// <param name="Begin">Where speech begins, in seconds, if that is what the result tells.</param>
internal readonly record struct RecognizedPhrase(SttTranscriptSegment? Segment, double? Begin);
