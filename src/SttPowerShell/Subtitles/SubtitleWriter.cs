using System.Globalization;
using System.Text;

namespace SttPowerShell.Subtitles;

/// <summary>Writes subtitles as SubRip or WebVTT.</summary>
internal static class SubtitleWriter
{
    public static string Write(IReadOnlyList<Subtitle> subtitles, SttSubtitleFormat format)
        => format == SttSubtitleFormat.Vtt ? WebVtt(subtitles) : SubRip(subtitles);

    private static string SubRip(IReadOnlyList<Subtitle> subtitles)
    {
        StringBuilder text = new();
        for (int i = 0; i < subtitles.Count; i++)
        {
            if (i > 0) text.Append('\n');
            text.Append(CultureInfo.InvariantCulture,
                $"{i + 1}\n{Time(subtitles[i].Start, ',')} --> {Time(subtitles[i].End, ',')}\n");
            foreach (string line in subtitles[i].Lines) text.Append(line).Append('\n');
        }
        return text.ToString();
    }

    private static string WebVtt(IReadOnlyList<Subtitle> subtitles)
    {
        StringBuilder text = new("WEBVTT\n");
        foreach (Subtitle subtitle in subtitles)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\n{Time(subtitle.Start, '.')} --> {Time(subtitle.End, '.')}\n");
            foreach (string line in subtitle.Lines) text.Append(Escaped(line)).Append('\n');
        }
        return text.ToString();
    }

    // WebVTT 1.0, section 3.3: these begin tags and character references. SubRip has neither.
    private static string Escaped(string line)
        => line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Time(long milliseconds, char point) => string.Create(CultureInfo.InvariantCulture,
        $"{milliseconds / 3600000:00}:{milliseconds / 60000 % 60:00}:{milliseconds / 1000 % 60:00}{point}"
        + $"{milliseconds % 1000:000}");
}
