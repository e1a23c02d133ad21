namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// How large a grammar may be: far above what people write, far below what would hold up the service.
/// </summary>
internal static class SrgsLimits
{
    /// <summary>Bytes, and so characters, of a document.</summary>
    public const int DocumentSize = 1_000_000;

    /// <summary>Brackets or elements within one another; each costs the reader stack.</summary>
    public const int Nesting = 100;

    public const int Rules = 10_000;

    /// <summary>Rules that refer to each other in a circle.</summary>
    public const int RulesInCircle = 200;

    /// <summary>
    /// Different words: the recogniser compares each with all before it (measured: 0.6 s for 10,000, 50 s for 90,000).
    /// </summary>
    public const int DifferentWords = 20_000;

    /// <summary>
    /// Words, groups and references once every reference and repeat is written out, as the recogniser does.
    /// </summary>
    public const int ExpandedParts = 100_000;

    /// <summary>
    /// Groups within one another once every reference and repeat is written out: the recogniser recurs so deep.
    /// </summary>
    public const int ExpandedNesting = 500;

    /// <summary>
    /// Optional parts in a row: the recogniser stores every way to skip some of them, and their number grows with the
    /// square.
    /// </summary>
    public const int OptionalRun = 100;
}
