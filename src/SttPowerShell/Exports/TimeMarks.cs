using System.Globalization;
using System.Text;

namespace SttPowerShell.Exports;

/// <summary>
/// Writes words as conversation time marks: recording, channel, start and duration in seconds, word, and confidence
/// where it is known (NIST SCTK, infmts: ctm).
/// </summary>
internal static class TimeMarks
{
    /// <summary>The marks, or null if words have no times.</summary>
    public static string? Write(SttTranscript transcript, string name)
    {
        // Fields are separated by spaces.
        string recording = string.Join('_', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        StringBuilder text = new();
        foreach (SttTranscriptSegment phrase in transcript.Results)
        {
            if (phrase.Words.Count == 0 && phrase.Transcript.Length > 0) return null;
            foreach (SttTranscriptWord word in phrase.Words)
            {
                if (word.Start is not double start || word.End is not double end) return null;
                text.Append(CultureInfo.InvariantCulture, $"{recording} 1 {start:0.00} {end - start:0.00} {word.Word}");
                if (word.Confidence is double confidence)
                {
                    text.Append(CultureInfo.InvariantCulture, $" {confidence:0.00}");
                }
                text.Append('\n');
            }
        }
        return text.Length == 0 && transcript.Transcript.Length > 0 ? null : text.ToString();
    }
}
