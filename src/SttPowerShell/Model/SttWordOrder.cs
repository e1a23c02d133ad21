namespace SttPowerShell;

/// <summary>How words of a custom language model are sorted.</summary>
public enum SttWordOrder
{
    /// <summary>By their letters: digits, then upper case, then lower case.</summary>
    Alphabetical,
    /// <summary>By how often they occur.</summary>
    Count,
}
