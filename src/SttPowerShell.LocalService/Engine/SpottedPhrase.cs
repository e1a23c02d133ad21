namespace SttPowerShell.LocalService.Engine;

/// <summary>
/// A phrase that was searched for by its sounds and found, with times in seconds from the utterance's first sample and
/// a confidence, 0 to 1.
/// </summary>
internal readonly record struct SpottedPhrase(string Phrase, double Start, double End, double Confidence);
