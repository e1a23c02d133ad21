using System.Globalization;
using System.Text;

namespace SttPowerShell.Accuracy;

/// <summary>Writes an alignment as sclite's report does: errors in upper case, gaps as asterisks.</summary>
internal static class AlignmentText
{
    private const int Label = 6;
    private const int LeastWidth = 20;

    public static string Of(IReadOnlyList<SttAlignedWord> alignment, int width)
    {
        int room = Math.Max(width, LeastWidth) - Label - 1;
        StringBuilder text = new();
        StringBuilder[] lines = [new("REF:  "), new("HYP:  "), new("Eval: ")];
        int used = 0;
        foreach (SttAlignedWord step in alignment)
        {
            string said = Shown(step.Reference, step, room);
            string heard = Shown(step.Hypothesis, step, room);
            int cells = Math.Max(Cells(said), Cells(heard));
            if (step.Reference is null) said = new string('*', cells);
            if (step.Hypothesis is null) heard = new string('*', cells);
            if (used > 0 && used + cells > room)
            {
                Flush(text, lines);
                used = 0;
            }
            Append(lines[0], said, cells);
            Append(lines[1], heard, cells);
            Append(lines[2], Sign(step.Change), cells);
            used += cells + 1;
        }
        Flush(text, lines);
        return text.ToString();
    }

    private static string Shown(string? word, SttAlignedWord step, int room)
    {
        string shown = word ?? "";
        if (step.Change != SttWordChange.Match) shown = shown.ToUpperInvariant();
        if (Cells(shown) <= room) return shown;
        StringBuilder cut = new();
        foreach (Rune rune in shown.EnumerateRunes())
        {
            if (Cells(cut.ToString()) + Cells(rune) >= room) break;
            cut.Append(rune.ToString());
        }
        return cut.Append('…').ToString();
    }

    private static string Sign(SttWordChange change) => change == SttWordChange.Match ? "" : change.ToString()[..1];

    private static void Append(StringBuilder line, string word, int cells)
        => line.Append(word).Append(' ', cells - Cells(word) + 1);

    private static void Flush(StringBuilder text, StringBuilder[] lines)
    {
        if (text.Length > 0) text.AppendLine();
        foreach (StringBuilder line in lines)
        {
            text.AppendLine(line.ToString().TrimEnd());
            line.Length = Label;
        }
    }

    private static int Cells(string text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes()) cells += Cells(rune);
        return cells;
    }

    // Unicode's East Asian Width (UAX 11) isn't in .NET; these are its wide blocks, as terminals draw them.
    private static int Cells(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format) return 0;
        return rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
            or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
    }
}
