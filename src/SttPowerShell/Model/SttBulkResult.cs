namespace SttPowerShell;

/// <summary>What has become of one recording in a bulk run.</summary>
public sealed record SttBulkResult
{
    /// <summary>The recording.</summary>
    public required string Path { get; init; }

    /// <summary>What has become of it.</summary>
    public SttBulkStatus Status { get; init; }

    /// <summary>The files of its transcript; none if it failed.</summary>
    public IReadOnlyList<string> OutputPath { get; init; } = Array.Empty<string>();

    /// <summary>The length of the audio in seconds, where its header tells; null if it wasn't looked at.</summary>
    public double? Duration { get; init; }

    /// <summary>How many seconds it took; null if it wasn't tried.</summary>
    public double? Elapsed { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>The error's id, such as AudioRefused.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Path and status.</summary>
    public override string ToString() => $"{Path}: {Status}";
}
