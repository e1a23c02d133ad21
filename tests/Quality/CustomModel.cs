namespace SttPowerShell.Quality;

/// <summary>A custom language model: what it learns from.</summary>
/// <param name="Description">What the document calls it.</param>
internal sealed record CustomModel(string Description)
{
    /// <summary>Sentences, one a line.</summary>
    public IReadOnlyList<string> Corpus { get; init; } = [];

    /// <summary>Words with their sounds-likes.</summary>
    public IReadOnlyDictionary<string, string[]> Words { get; init; } = new Dictionary<string, string[]>();

    /// <summary>A grammar (SRGS, ABNF), which alone may be heard.</summary>
    public string? Grammar { get; init; }
}

/// <summary>A custom acoustic model: what it learns from.</summary>
/// <param name="Description">What the document calls it.</param>
/// <param name="Recordings">The files of recordings.</param>
internal sealed record AcousticModel(string Description, IReadOnlyList<string> Recordings)
{
    /// <summary>The language model that it is trained with; null for none.</summary>
    public CustomModel? TrainedWith { get; init; }
}
