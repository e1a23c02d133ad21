using SttPowerShell.Client.Wire;

namespace SttPowerShell.Backups;

/// <summary>What is in the file of a custom model, and what isn't: manifest.json.</summary>
internal sealed record ModelManifest
{
    public const string Name = "manifest.json";
    public const string HashName = "manifest.json.sha256";
    public const string FormatName = "SttPowerShell custom model";
    public const int NewestVersion = 1;

    public const string Words = "words";
    public const string Corpus = "corpus";
    public const string Grammar = "grammar";
    public const string Audio = "audio";

    /// <summary>For whoever reads the file without this module.</summary>
    public static IReadOnlyList<string> GeneralNotes { get; } =
    [
        "The service doesn't give back what a model has learnt, nor with which weight, words and language model it was "
            + "trained, nor whose data was added. A model that is imported is trained anew.",
        "Corpora, grammars and audio were matched with files by their names: the service doesn't give back their "
            + "contents, so that they can't be compared.",
    ];

    public string? Format { get; init; }
    public int FormatVersion { get; init; }
    public DateTimeOffset Created { get; init; }
    public string? ModuleVersion { get; init; }

    /// <summary>The URL of the instance that it came from.</summary>
    public string? Service { get; init; }

    /// <summary><c>language</c> or <c>acoustic</c>.</summary>
    public string? Type { get; init; }

    /// <summary>As the service gave it, and so are the lists below.</summary>
    public CustomModel? Model { get; init; }

    /// <summary>The base model's sampling rate in Hz, if the service has that model.</summary>
    public int? BaseModelRate { get; init; }

    public IReadOnlyList<Corpus>? Corpora { get; init; }
    public IReadOnlyList<Grammar>? Grammars { get; init; }
    public IReadOnlyList<AudioResource>? AudioResources { get; init; }

    /// <summary>What else is in the file, in the order in which it was written.</summary>
    public IReadOnlyList<ModelContent>? Contents { get; init; }

    /// <summary>What the model has and the file hasn't.</summary>
    public IReadOnlyList<MissingContent>? Missing { get; init; }

    public IReadOnlyList<string>? Notes { get; init; }
}
