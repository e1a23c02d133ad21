namespace SttPowerShell.Commands;

/// <summary>Tells in which form a grammar is.</summary>
internal static class GrammarFormats
{
    /// <summary>
    /// By its beginning, which is certain (SRGS 1.0: ABNF begins with <c>#ABNF</c>, section 4.1.2), else by its
    /// extension; null if neither tells.
    /// </summary>
    public static SttGrammarFormat? Detect(ReadOnlySpan<byte> head, string? path)
    {
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        if (head.StartsWith("#ABNF"u8)) return SttGrammarFormat.Abnf;
        if (head.StartsWith("<"u8)) return SttGrammarFormat.Xml;
        return Path.GetExtension(path)?.ToUpperInvariant() switch
        {
            ".GRAM" or ".ABNF" => SttGrammarFormat.Abnf,
            ".GRXML" or ".XML" => SttGrammarFormat.Xml,
            _ => null,
        };
    }

    public static string ContentType(SttGrammarFormat format)
        => format == SttGrammarFormat.Abnf ? "application/srgs" : "application/srgs+xml";
}
