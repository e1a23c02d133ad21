namespace SttPowerShell.Quality;

/// <summary>A recording and the words that were said.</summary>
internal sealed record Utterance(string Path, IReadOnlyList<string> Words);

/// <summary>Recordings of one kind, and the base model to recognise them with.</summary>
internal sealed record TestSet(string Name, string BaseModel, IReadOnlyList<Utterance> Utterances)
{
    /// <summary>The custom language model to recognise them with; null for the base model alone.</summary>
    public CustomModel? Model { get; init; }

    /// <summary>The custom acoustic model to recognise them with; null for the base model's own.</summary>
    public AcousticModel? Acoustic { get; init; }

    /// <summary>What the custom models learned from, for people to read; empty without any.</summary>
    public string Learned => string.Join("; ", new[] { Model?.Description, Acoustic?.Description }.OfType<string>());

    /// <summary>What it should come to; null where nothing was set.</summary>
    public string? Goal { get; init; }

    /// <summary>Words of which it is counted how often they were heard where they were said.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}
