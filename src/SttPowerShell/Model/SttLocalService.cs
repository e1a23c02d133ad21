namespace SttPowerShell;

/// <summary>A local service that runs on this machine.</summary>
public sealed record SttLocalService
{
    /// <summary>Where it listens.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Its process.</summary>
    public int ProcessId { get; init; }

    /// <summary>The API key of its default instance.</summary>
    public required SttSecret ApiKey { get; init; }

    /// <summary>Where it keeps its models and its log.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it can recognise speech.</summary>
    public bool Ready { get; init; }

    /// <summary>What it is doing or has.</summary>
    public string? Status { get; init; }

    /// <summary>Where it listens.</summary>
    public override string ToString() => Uri.ToString();
}
