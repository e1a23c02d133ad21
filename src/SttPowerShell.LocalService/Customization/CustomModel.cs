namespace SttPowerShell.LocalService.Customization;

/// <summary>Whose models of which type: the API shows a caller nothing else.</summary>
internal readonly record struct CustomModelScope(Guid Owner, CustomModelType Type);

/// <summary>A custom language or acoustic model.</summary>
internal sealed record CustomModel
{
    public required Guid Id { get; init; }
    public required CustomModelScope Scope { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }

    /// <summary>The name of the base model that it refines, and the version of it that it was made on.</summary>
    public required string BaseModel { get; init; }
    public required string BaseModelVersion { get; init; }

    /// <summary>Five characters, such as en-US.</summary>
    public required string Language { get; init; }

    /// <summary>Language models only.</summary>
    public string? Dialect { get; init; }

    public required CustomModelStatus Status { get; init; }

    /// <summary>Names the files that its last successful training made; null if it was never trained.</summary>
    public Guid? TrainedVersion { get; init; }

    /// <summary>Language models: the weight, 0 to 1, that training stored; null for the default.</summary>
    public double? CustomizationWeight { get; init; }

    /// <summary>The version of the base model that it was upgraded to; null if it wasn't.</summary>
    public string? UpgradedVersion { get; init; }

    /// <summary>The versions of its base model that it can be used with, the newest last.</summary>
    public IReadOnlyList<string> Versions
        => UpgradedVersion is string upgraded ? [BaseModelVersion, upgraded] : [BaseModelVersion];

    /// <summary>The last of them, which it is trained on.</summary>
    public string NewestVersion => UpgradedVersion ?? BaseModelVersion;

    /// <summary>Why its last training failed.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
}
