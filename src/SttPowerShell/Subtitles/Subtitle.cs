namespace SttPowerShell.Subtitles;

/// <summary>Text on the screen.</summary>
/// <param name="Start">Milliseconds from the beginning of the audio.</param>
/// <param name="End">Milliseconds; after the start, and not after the next one's start.</param>
/// <param name="Lines">From the top.</param>
internal sealed record Subtitle(long Start, long End, IReadOnlyList<string> Lines);
