using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace SttPowerShell.Completion;

/// <summary>The beginning of a value as it stands on the command line, perhaps with an opening quote.</summary>
internal sealed class TypedText
{
    private readonly string _start;
    private readonly char _quote;
    private readonly WildcardPattern? _pattern;

    public TypedText(string? typed)
    {
        string text = typed ?? "";
        // PowerShell takes typographic quotes for the straight ones.
        _quote = text.Length == 0 ? '\0' : IsSingle(text[0]) ? '\'' : IsDouble(text[0]) ? '"' : '\0';
        _start = Content(text);
        _pattern = Pattern(_start);
    }

    /// <summary>Whether there is nothing yet.</summary>
    public bool IsEmpty => _start.Length == 0;

    /// <summary>Whether a name begins with it, or matches its wildcards.</summary>
    public bool Matches(string name)
        => name.StartsWith(_start, StringComparison.OrdinalIgnoreCase)
            || WildcardPattern.Escape(name).StartsWith(_start, StringComparison.OrdinalIgnoreCase)
            || _pattern?.IsMatch(name) == true;

    /// <summary>A value as it has to stand on the line, with the quotes that were begun or that it needs.</summary>
    public string Write(string value)
    {
        // What begins with a digit may be a number, such as 1e3.
        bool plain = Guid.TryParse(value, out _) || (value.Length > 0 && char.IsLetter(value[0])
            && value.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/'));
        if (_quote == '\0' && plain) return value;
        return _quote == '"'
            ? "\"" + string.Concat(value.Select(c => c is '`' or '$' || IsDouble(c) ? $"`{c}" : $"{c}")) + "\""
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
    }

    /// <summary>The value that was begun, without quotes.</summary>
    public override string ToString() => _start;

    private string Content(string text)
    {
        StringBuilder content = new();
        for (int i = _quote == '\0' ? 0 : 1; i < text.Length; i++)
        {
            bool isQuote = _quote == '\'' ? IsSingle(text[i]) : _quote == '"' && IsDouble(text[i]);
            bool isEscape = _quote != '\'' && text[i] == '`';
            // A quote that isn't doubled closes the text, and an escape says that the next character is itself.
            if ((isQuote || isEscape) && ++i == text.Length) break;
            content.Append(text[i]);
        }
        return content.ToString();
    }

    private static WildcardPattern? Pattern(string start)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(start)) return null;
        try
        {
            WildcardPattern pattern = new(start + "*", WildcardOptions.IgnoreCase);
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return null; // A bracket that isn't closed yet.
        }
    }

    private static bool IsSingle(char c) => c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B';

    private static bool IsDouble(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E';
}
