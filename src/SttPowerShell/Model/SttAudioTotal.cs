namespace SttPowerShell;

/// <summary>How much audio a custom acoustic model has. In a string it is its minutes.</summary>
public sealed record SttAudioTotal
{
    /// <summary>The model's name, or its id if it has none.</summary>
    public required string Model { get; init; }

    /// <summary>The model's id.</summary>
    public required string ModelId { get; init; }

    /// <summary>Minutes of valid audio, as the service counts them. Training needs 10 at least.</summary>
    public double? Minutes { get; init; }

    /// <summary>How many recordings and archives are valid.</summary>
    public int Valid { get; init; }

    /// <summary>How many recordings and archives can't be used.</summary>
    public int Invalid { get; init; }

    /// <summary>How many recordings and archives are still being analysed.</summary>
    public int BeingProcessed { get; init; }

    /// <summary>The minutes.</summary>
    public override string ToString() => FormattableString.Invariant($"{Minutes:0.##} min");
}
