namespace SttPowerShell.Subtitles;

/// <summary>
/// How subtitles are laid out. Times in seconds. The defaults are those of broadcast practice: Netflix, Timed Text
/// Style Guide, General Requirements (at least 5/6 s, at most 7 s, two lines, two frames between subtitles, of 24 a second)
/// and English (42 characters a line, 20 characters a second for adults).
/// </summary>
internal sealed record SubtitleOptions
{
    public const int UsualLineLength = 42;
    public const int UsualLines = 2;
    public const double UsualCharactersPerSecond = 20;
    public const double UsualMinimumDuration = 0.833;
    public const double UsualMaximumDuration = 7;
    public const double UsualGap = 0.083;

    public int LineLength { get; init; } = UsualLineLength;

    public int Lines { get; init; } = UsualLines;

    public double CharactersPerSecond { get; init; } = UsualCharactersPerSecond;

    public double MinimumDuration { get; init; } = UsualMinimumDuration;

    public double MaximumDuration { get; init; } = UsualMaximumDuration;

    /// <summary>Least time between two subtitles.</summary>
    public double Gap { get; init; } = UsualGap;
}
