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
