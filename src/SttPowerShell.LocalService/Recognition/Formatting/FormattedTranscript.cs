using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>A reading of a phrase as a request wants it written.</summary>
/// <param name="Text">The transcript. The contract ends it with a space, so that phrases can be joined.</param>
/// <param name="Words">
/// The words as they are shown with their times and confidences: as they were heard, but those of a hidden number are
/// hidden there, too.
/// </param>
internal sealed record FormattedTranscript(string Text, IReadOnlyList<string> Words)
{
    private const string HiddenWord = "X";

    /// <summary>
    /// The transcript of some words. Swear words are hidden unless the request says otherwise; redaction needs smart
    /// formatting and includes it.
    /// </summary>
    public static FormattedTranscript Write(IEnumerable<string> heard, RecognitionParameters parameters)
    {
        string[] words =
            [.. parameters.ProfanityFilter is false ? heard : heard.Select(ProfanityFilter.Filter)];
        bool redact = parameters.Redaction is true;
        if (!redact && parameters.SmartFormatting is not true)
        {
            return new FormattedTranscript(string.Concat(words.Select(word => $"{word} ")), words);
        }
        IReadOnlyList<FormattedSpan> spans = SmartFormatter.Format(words);
        if (redact) spans = [.. spans.Select(span => Redact(span, words))];
        return new FormattedTranscript(Join(spans), words);
    }

    private static FormattedSpan Redact(FormattedSpan span, string[] words)
    {
        if (Redaction.Mask(span) is not { } hidden) return span;
        Array.Fill(words, span.Length == 1 ? hidden : HiddenWord, span.First, span.Length);
        return span with { Text = hidden };
    }

    private static string Join(IReadOnlyList<FormattedSpan> spans)
    {
        string text = string.Concat(spans.Select(span => span.IsMark ? span.Text : $" {span.Text}"));
        return text.Length == 0 ? "" : $"{text.TrimStart()} ";
    }
}
