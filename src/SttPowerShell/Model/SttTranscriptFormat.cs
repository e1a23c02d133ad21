namespace SttPowerShell;

/// <summary>A format of a transcript's file.</summary>
public enum SttTranscriptFormat
{
    /// <summary>All of the object, with the property names that it has in PowerShell.</summary>
    Json,
    /// <summary>The text, a phrase a line.</summary>
    Txt,
    /// <summary>Phrases with times and confidences, between commas.</summary>
    Csv,
    /// <summary>Phrases with times and confidences, between tabs.</summary>
    Tsv,
    /// <summary>SubRip subtitles.</summary>
    Srt,
    /// <summary>WebVTT subtitles.</summary>
    Vtt,
    /// <summary>Words with times, as NIST's scoring tools read them (conversation time marks).</summary>
    Ctm,
}
