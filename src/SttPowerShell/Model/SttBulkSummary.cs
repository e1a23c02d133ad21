namespace SttPowerShell;

/// <summary>What has become of all recordings of a bulk run.</summary>
public sealed record SttBulkSummary
{
    /// <summary>How many recordings came, each path counted once.</summary>
    public int Files { get; init; }

    /// <summary>How many were recognised, their files written.</summary>
    public int Completed { get; init; }

    /// <summary>How many were finished before.</summary>
    public int Skipped { get; init; }

    /// <summary>How many failed.</summary>
    public int Failed { get; init; }

    /// <summary>How many the run didn't come to, since it ended early, or that were not confirmed.</summary>
    public int NotTried { get; init; }

    /// <summary>Seconds of audio that were recognised, as far as headers tell.</summary>
    public double AudioSeconds { get; init; }

    /// <summary>How many of those that were recognised have a length that no header tells.</summary>
    public int UnknownDurations { get; init; }

    /// <summary>Seconds that the run took.</summary>
    public double Elapsed { get; init; }

    /// <summary>Where the transcripts are.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>The journal, if there is one.</summary>
    public string? Journal { get; init; }

    /// <summary>What failed and why: the first 100.</summary>
    public IReadOnlyList<SttBulkResult> Errors { get; init; } = Array.Empty<SttBulkResult>();

    /// <summary>The numbers.</summary>
    public override string ToString()
        => FormattableString.Invariant($"{Completed} completed, {Skipped} skipped, {Failed} failed")
            + (NotTried > 0 ? FormattableString.Invariant($", {NotTried} not tried") : "");
}
