namespace SttPowerShell;

/// <summary>A file that a custom model was exported into.</summary>
public sealed record SttCustomModelFile
{
    /// <summary>The file's full path.</summary>
    public required string Path { get; init; }

    /// <summary>The model's name.</summary>
    public string? Name { get; init; }

    /// <summary>The model's id in the service that it came from.</summary>
    public required string ModelId { get; init; }

    /// <summary>Language or Acoustic.</summary>
    public required SttModelType Type { get; init; }

    /// <summary>The base model that it adapts.</summary>
    public string? BaseModel { get; init; }

    /// <summary>Whether the contents of all corpora, grammars and audio are in the file.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>How many words are in the file, those of corpora and grammars included.</summary>
    public long Words { get; init; }

    /// <summary>How many corpora are in the file.</summary>
    public int Corpora { get; init; }

    /// <summary>How many grammars are in the file.</summary>
    public int Grammars { get; init; }

    /// <summary>How many recordings and archives are in the file.</summary>
    public int Audio { get; init; }

    /// <summary>What the model has and the file hasn't, since the service doesn't give it back.</summary>
    public IReadOnlyList<SttMissingContent> Missing { get; init; } = Array.Empty<SttMissingContent>();

    /// <summary>The file's size in bytes.</summary>
    public long Length { get; init; }

    /// <summary>The URL of the instance that it came from.</summary>
    public required Uri Service { get; init; }

    /// <summary>When it was exported.</summary>
    public DateTimeOffset Exported { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
