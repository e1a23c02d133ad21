using System.Text.Json;

namespace SttPowerShell.Examples;

/// <summary>A custom model that examples may name, in the state that they find it in.</summary>
public sealed record ExampleModel
{
    public required string Name { get; init; }

    /// <summary>Language or Acoustic.</summary>
    public required string Type { get; init; }

    /// <summary>Pending, Ready, Available or Failed; one without data fails when it is trained.</summary>
    public required string Status { get; init; }

    /// <summary>Files of the examples' folder by the names that they have in the model.</summary>
    public IReadOnlyDictionary<string, string> Corpora { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc cref="Corpora"/>
    public IReadOnlyDictionary<string, string> Grammars { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc cref="Corpora"/>
    public IReadOnlyDictionary<string, string> Audio { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Words { get; init; } = [];

    public static IReadOnlyList<ExampleModel> All { get; } = JsonSerializer.Deserialize<ExampleModel[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "World", "models.json")), JsonSerializerOptions.Web)!;
}
