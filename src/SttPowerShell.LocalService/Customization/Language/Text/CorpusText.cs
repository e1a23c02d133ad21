namespace SttPowerShell.LocalService.Customization.Language.Text;

/// <summary>Reads a corpus: plain text, one sentence a line, as words that can be spoken.</summary>
internal static class CorpusText
{
    /// <summary>
    /// The sentences of a text, read as they are asked for. Numbers and amounts are written out, punctuation and
    /// symbols are dropped, and so is what stands in brackets; the words' case is kept (contract section 8.1).
    /// </summary>
    /// <param name="text">The text; it isn't disposed.</param>
    /// <param name="isWord">
    /// Whether a spelling is a word as it stands: <c>x-ray</c>, <c>a.m.</c>, <c>AT&amp;T</c>. What isn't is taken
    /// apart. Null: everything is.
    /// </param>
    public static IEnumerable<IReadOnlyList<string>> Sentences(TextReader text, Func<string, bool>? isWord = null) =>
        throw new NotImplementedException();
}
