namespace SttPowerShell.LocalService.Customization.Language.Text;

/// <summary>Text in brackets, which a corpus's reader leaves out (contract section 8.1).</summary>
internal static class BracketedText
{
    private const string Opening = "(<[{";
    private const string Closing = ")>]}";

    /// <summary>Puts blanks in the place of each pair of brackets and what is between them; single ones stay.</summary>
    public static string Blank(string line)
    {
        if (line.AsSpan().IndexOfAny(Closing) < 0) return line;
        Stack<int>[] open = [new(), new(), new(), new()];
        char[] text = line.ToCharArray();
        for (int i = 0; i < text.Length; i++)
        {
            int kind = Opening.IndexOf(text[i], StringComparison.Ordinal);
            if (kind >= 0) open[kind].Push(i);
            kind = Closing.IndexOf(text[i], StringComparison.Ordinal);
            if (kind < 0 || !open[kind].TryPop(out int begin)) continue;
            text.AsSpan(begin, i + 1 - begin).Fill(' ');
        }
        return new string(text);
    }
}
