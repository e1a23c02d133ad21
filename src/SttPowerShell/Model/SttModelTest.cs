namespace SttPowerShell;

/// <summary>What one check of a custom model has found.</summary>
public sealed record SttModelTest
{
    /// <summary>The model's name, or what was given for one that doesn't exist.</summary>
    public required string Model { get; init; }

    /// <summary>The model's id; null for one that doesn't exist.</summary>
    public string? ModelId { get; init; }

    /// <summary>
    /// What was checked: Exists, Type, Status, BaseModel, Data, Training, SecondModel, Audio, Effect or WordErrors.
    /// </summary>
    public required string Check { get; init; }

    /// <summary>Whether all is well; null if that can't be told.</summary>
    public bool? Passed { get; init; }

    /// <summary>What was found.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do about it; null if there is nothing to do.</summary>
    public string? Recommendation { get; init; }

    /// <summary>Check and result.</summary>
    public override string ToString() => $"{Check}: {Passed switch { true => "passed", false => "failed", _ => "open" }}";
}
