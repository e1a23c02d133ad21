namespace SttPowerShell;

/// <summary>What one check of the way to a service has found.</summary>
public sealed record SttServiceTest
{
    /// <summary>The URL of the service; null for a local service that doesn't run.</summary>
    public Uri? Uri { get; init; }

    /// <summary>
    /// What was checked: NameResolution, Connection, Tls, Url, Credentials, BaseModels, CustomModels; of the local
    /// service also Recognition.
    /// </summary>
    public required string Check { get; init; }

    /// <summary>Whether all is well; null if that can't be told, or wasn't checked.</summary>
    public bool? Passed { get; init; }

    /// <summary>What was found.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do about it; null if there is nothing to do.</summary>
    public string? Recommendation { get; init; }

    /// <summary>Check and result.</summary>
    public override string ToString()
        => $"{Check}: {Passed switch { true => "passed", false => "failed", _ => "open" }}";
}
