namespace SttPowerShell.Bulk;

/// <summary>A line of a journal: a recording that is finished.</summary>
internal sealed record JournalEntry
{
    /// <summary>The recording.</summary>
    public required string Path { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>When it was last written to.</summary>
    public required DateTime Modified { get; init; }

    /// <summary>The hash of its content.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The hash of the settings that it was recognised with.</summary>
    public required string Settings { get; init; }

    /// <summary>What its files are named, without extension.</summary>
    public required string Name { get; init; }

    /// <summary>The formats of its files.</summary>
    public required IReadOnlyList<SttTranscriptFormat> Formats { get; init; }

    /// <summary>What its files were named before they got their names; unlike that of any other entry.</summary>
    public required string Id { get; init; }

    /// <summary>When it was finished.</summary>
    public DateTime Finished { get; init; }
}
