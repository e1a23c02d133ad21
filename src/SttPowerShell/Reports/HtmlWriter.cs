using System.Buffers;
using System.Globalization;
using System.Text;

namespace SttPowerShell.Reports;

/// <summary>
/// Writes HTML elements. Everything that comes from outside is text or the value of an attribute, and escaped; what
/// neither may hold becomes U+FFFD.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    // Most words of most languages have nothing else.
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        [.. Enumerable.Range(' ', 0x17E - ' ').Select(i => (char)i).Where(c => c is not ('&' or '<' or '>' or '"')
            && !char.IsControl(c))]);

    private readonly Stack<string> _open = new();

    public void Start(string tag, params (string Name, string? Value)[] attributes)
    {
        Tag(tag, attributes);
        _open.Push(tag);
    }

    /// <summary>Ends the element that was started last.</summary>
    public void End() => output.Write($"</{_open.Pop()}>");

    /// <summary>An element with nothing but text in it.</summary>
    public void Element(string tag, string text, params (string Name, string? Value)[] attributes)
    {
        Start(tag, attributes);
        Text(text);
        End();
    }

    /// <summary>An element with nothing in it.</summary>
    public void Empty(string tag, params (string Name, string? Value)[] attributes)
    {
        Start(tag, attributes);
        End();
    }

    /// <summary>An element that has no end.</summary>
    public void Void(string tag, params (string Name, string? Value)[] attributes) => Tag(tag, attributes);

    public void Text(string text) => output.Write(Escape(text));

    public void Number(int number) => output.Write(number.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>What was written for pages only: markup and style, no text from outside.</summary>
    public void Own(string markup) => output.Write(markup);

    public void NewLine() => output.Write('\n');

    private void Tag(string tag, (string Name, string? Value)[] attributes)
    {
        output.Write($"<{tag}");
        foreach ((string name, string? value) in attributes)
        {
            if (value is not null) output.Write($" {name}=\"{Escape(value)}\"");
        }
        output.Write('>');
    }

    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(s_plain) < 0) return text;
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                case '\t' or '\n' or '\r':
                    escaped.Append(' ');
                    break;
                // HTML, 13.2.3.5: controls and noncharacters are errors, whatever way they are written.
                case < 0x20 or (>= 0x7F and <= 0x9F) or (>= 0xFDD0 and <= 0xFDEF):
                case int value when (value & 0xFFFE) == 0xFFFE:
                    escaped.Append('\uFFFD');
                    break;
                default:
                    escaped.Append(rune.ToString());
                    break;
            }
        }
        return escaped.ToString();
    }
}
