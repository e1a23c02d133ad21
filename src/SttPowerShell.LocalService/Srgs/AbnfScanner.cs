namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// The characters of a grammar in ABNF, with their places. White space and comments are skipped on demand.
/// </summary>
internal sealed class AbnfScanner(string text)
{
    /// <summary>Ends a token without quotes (SRGS 1.0 section 2.1), beside white space.</summary>
    private const string Reserved = ";=|*+<>()[]{}/\"$!";

    private readonly SrgsPositions _positions = new(text);

    private int _index;

    public SrgsPosition Position => _positions.At(_index);

    /// <summary>The next character, '\0' at the end.</summary>
    public char Next => _index < text.Length ? text[_index] : '\0';

    public bool AtEnd => _index >= text.Length;

    public void SkipBlank()
    {
        while (true)
        {
            while (char.IsWhiteSpace(Next)) _index++;
            if (LooksAt("//")) SkipTo(text.IndexOfAny(['\r', '\n'], _index));
            else if (LooksAt("/*")) SkipComment();
            else return;
        }
    }

    public bool LooksAt(string characters)
        => string.CompareOrdinal(text, _index, characters, 0, characters.Length) == 0;

    /// <summary>Steps over these characters if they are next.</summary>
    public bool TryTake(string characters)
    {
        if (!LooksAt(characters)) return false;
        _index += characters.Length;
        return true;
    }

    /// <summary>Steps over blanks and then over this character, which must be there.</summary>
    public void Expect(char character, string after)
    {
        SkipBlank();
        if (Next != character || AtEnd)
        {
            throw new SrgsException(Position, $"'{character}' is missing after {after}; here is {Found()}.");
        }
        _index++;
    }

    /// <summary>A word of ordinary characters; empty if the next one is none.</summary>
    public string TakePlain()
    {
        int start = _index;
        while (!AtEnd && !char.IsWhiteSpace(Next) && !Reserved.Contains(Next, StringComparison.Ordinal)) _index++;
        return text[start.._index];
    }

    /// <summary>All up to these characters, and steps over them.</summary>
    public string TakeTo(string end, SrgsPosition start, string what)
    {
        int found = text.IndexOf(end, _index, StringComparison.Ordinal);
        if (found < 0) throw new SrgsException(start, $"{what} is not closed: '{end}' is missing.");
        string taken = text[_index..found];
        _index = found + end.Length;
        return taken;
    }

    /// <summary>What is next, for a message.</summary>
    public string Found()
    {
        if (AtEnd) return "the end of the grammar";
        int start = _index;
        string plain = TakePlain();
        _index = start;
        if (plain.Length > 30) plain = plain[..30] + "…";
        return $"'{(plain.Length > 0 ? plain : Next)}'";
    }

    private void SkipComment()
    {
        SrgsPosition start = Position;
        _index += 2;
        TakeTo("*/", start, "The comment");
    }

    private void SkipTo(int index) => _index = index < 0 ? text.Length : index;
}
