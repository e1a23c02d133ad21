namespace SttPowerShell.Subtitles;

/// <summary>A word as it is shown.</summary>
/// <param name="Text">The word with its punctuation.</param>
/// <param name="Start">Seconds from the beginning of the audio.</param>
/// <param name="End">Seconds from the beginning of the audio.</param>
/// <param name="EndsPhrase">Whether the recogniser heard a silence behind it.</param>
internal readonly record struct TimedWord(string Text, double Start, double End, bool EndsPhrase);
