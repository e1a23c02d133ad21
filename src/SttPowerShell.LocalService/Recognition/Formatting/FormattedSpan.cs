namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>Some neighbouring words of a phrase and what is written for them.</summary>
/// <param name="Text">What is written; empty for what is left out.</param>
/// <param name="First">The place of the first word.</param>
/// <param name="Length">How many words.</param>
internal readonly record struct FormattedSpan(string Text, int First, int Length)
{
    /// <summary>Whether no space is written before it.</summary>
    public bool IsMark { get; init; }

    /// <summary>How many digits are said in it if it is a number that stays in words.</summary>
    public int Digits { get; init; }
}
