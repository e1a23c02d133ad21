namespace SttPowerShell;

/// <summary>A format of subtitles.</summary>
public enum SttSubtitleFormat
{
    /// <summary>SubRip.</summary>
    Srt,
    /// <summary>WebVTT, the Web Video Text Tracks of the W3C.</summary>
    Vtt,
}
