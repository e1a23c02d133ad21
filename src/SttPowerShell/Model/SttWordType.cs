namespace SttPowerShell;

/// <summary>Where words of a custom language model come from.</summary>
public enum SttWordType
{
    /// <summary>From anywhere.</summary>
    All,
    /// <summary>Added or changed by a user.</summary>
    User,
    /// <summary>Found in corpora.</summary>
    Corpora,
    /// <summary>Found in grammars.</summary>
    Grammars,
}
