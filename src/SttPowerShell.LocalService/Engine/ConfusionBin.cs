namespace SttPowerShell.LocalService.Engine;

/// <summary>
/// What may have been said where the best reading has one word: a bin of a confusion network (L. Mangu, E. Brill and
/// A. Stolcke, Computer Speech and Language 14(4), 2000).
/// </summary>
/// <param name="Start">Seconds from the utterance's first sample.</param>
/// <param name="End">Seconds from the utterance's first sample.</param>
/// <param name="Words">
/// The best reading's word first, with the confidence that it has there, then the others, most likely first. The
/// confidences, 0 to 1 each, sum up to at most 1.
/// </param>
internal sealed record ConfusionBin(double Start, double End, IReadOnlyList<ConfusionWord> Words);

/// <summary>A word that may have been said, and how likely it is, 0 to 1.</summary>
internal readonly record struct ConfusionWord(string Text, double Confidence);
