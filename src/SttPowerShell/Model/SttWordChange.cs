namespace SttPowerShell;

/// <summary>What became of a word.</summary>
public enum SttWordChange
{
    /// <summary>It was recognised.</summary>
    Match,
    /// <summary>Another word was recognised in its place.</summary>
    Substitution,
    /// <summary>A word was recognised that wasn't said.</summary>
    Insertion,
    /// <summary>A word that was said wasn't recognised.</summary>
    Deletion,
}
