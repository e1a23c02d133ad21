using SttPowerShell.Subtitles;

namespace SttPowerShell.Exports;

/// <summary>What a transcript's file holds, in each format.</summary>
internal static class TranscriptText
{
    /// <summary>The file name's extension, without a dot.</summary>
    public static string Extension(SttTranscriptFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>Whether a format needs the times of words.</summary>
    public static bool NeedsTimes(SttTranscriptFormat format)
        => format is SttTranscriptFormat.Srt or SttTranscriptFormat.Vtt or SttTranscriptFormat.Ctm;

    /// <summary>The whole file, or null if it needs the times of words and there are none.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="name">The recording's name, for formats that name it.</param>
    /// <param name="format">The format.</param>
    /// <param name="layout">How subtitles are laid out.</param>
    /// <param name="cancel">Ends laying out a long recording.</param>
    public static string? Write(
        SttTranscript transcript,
        string name,
        SttTranscriptFormat format,
        SubtitleOptions layout,
        CancellationToken cancel) => format switch
        {
            SttTranscriptFormat.Json => TranscriptJson.Write(transcript),
            SttTranscriptFormat.Txt => Lines(transcript),
            SttTranscriptFormat.Csv => TranscriptTable.Csv(transcript),
            SttTranscriptFormat.Tsv => TranscriptTable.Tsv(transcript),
            SttTranscriptFormat.Srt => Subtitles(transcript, SttSubtitleFormat.Srt, layout, cancel),
            SttTranscriptFormat.Vtt => Subtitles(transcript, SttSubtitleFormat.Vtt, layout, cancel),
            _ => TimeMarks.Write(transcript, name),
        };

    /// <summary>The text of subtitles, or null if words have no times.</summary>
    public static string? Subtitles(
        SttTranscript transcript, SttSubtitleFormat format, SubtitleOptions layout, CancellationToken cancel)
        => TimedWords.Of(transcript, cancel) is IReadOnlyList<TimedWord> words
            ? SubtitleWriter.Write(SubtitleLayout.Of(words, layout, cancel), format)
            : null;

    private static string Lines(SttTranscript transcript)
    {
        IEnumerable<string> lines = transcript.Results.Count == 0
            ? [transcript.Transcript]
            : transcript.Results.Select(phrase => phrase.Transcript);
        return string.Concat(lines.Where(line => line.Length > 0).Select(line => line + "\n"));
    }
}
