namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Words by where they come from. A word can have several sources.</summary>
internal enum WordFilter
{
    All,
    /// <summary>Added or changed by a user.</summary>
    User,
    Corpora,
    Grammars,
}

/// <summary>
/// Orders of words. Alphabetical is by code point: digits, upper case, lower case. Words that occur equally often are
/// in alphabetical order, whichever way counts go.
/// </summary>
internal enum WordOrder
{
    Alphabetical,
    AlphabeticalDescending,
    Count,
    CountDescending,
}
