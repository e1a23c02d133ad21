using System.Text.RegularExpressions;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>Hides numbers of three and more digits, each digit behind an X.</summary>
internal static partial class Redaction
{
    private const int LeastDigits = 3;

    /// <summary>
    /// What is written for some words, without its digits if three follow each other; null if there is nothing to hide.
    /// </summary>
    public static string? Mask(FormattedSpan span)
    {
        if (SeveralDigits().IsMatch(span.Text)) return Digit().Replace(span.Text, "X");
        // Numbers in words that can be read in several ways would give the digits away just as well.
        return span.Length > 1 && span.Digits >= LeastDigits ? new string('X', span.Digits) : null;
    }

    [GeneratedRegex("[0-9]{3}")]
    private static partial Regex SeveralDigits();

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();
}
