using System.Globalization;

namespace SttPowerShell;

/// <summary>How well one of several models recognised the same recordings, and with which settings.</summary>
public sealed record SttModelComparison
{
    /// <summary>What recognised: the custom models with the weight, else the base model.</summary>
    public required string Candidate { get; init; }

    /// <summary>Whether it is what the others are compared with.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>The errors of all recordings together, with their confusions.</summary>
    public required SttWordError Total { get; init; }

    /// <summary>The errors of each recording, with their alignments.</summary>
    public IReadOnlyList<SttWordError> WordErrors { get; init; } = Array.Empty<SttWordError>();

    /// <summary>How many recordings were compared: those that all candidates recognised.</summary>
    public int Recordings => Total.Pairs;

    /// <summary>How many recordings were left out for all candidates, because one of them failed.</summary>
    public int LeftOut { get; init; }

    /// <summary>How many words were said.</summary>
    public int Words => Total.Words;

    /// <summary>Words that were substituted, inserted and deleted.</summary>
    public int Errors => Total.Errors;

    /// <summary>Words in whose place others were recognised.</summary>
    public int Substitutions => Total.Substitutions;

    /// <summary>Words that were recognised and not said.</summary>
    public int Insertions => Total.Insertions;

    /// <summary>Words that were said and not recognised.</summary>
    public int Deletions => Total.Deletions;

    /// <summary>Errors for each word that was said.</summary>
    public double? WordErrorRate => Total.WordErrorRate;

    /// <summary>Errors for each character that was said; null with -WordsOnly.</summary>
    public double? CharacterErrorRate => Total.CharacterErrorRate;

    /// <summary>The word error rate less the baseline's: below 0 where fewer words are wrong.</summary>
    public double? Difference { get; init; }

    /// <summary>In how many parts of the recordings this one or the baseline has errors.</summary>
    public int? Segments { get; init; }

    /// <summary>
    /// The mean difference of these parts in standard errors, below 0 where this one has fewer errors. Null where all
    /// differ by the same.
    /// </summary>
    public double? Z { get; init; }

    /// <summary>How likely a difference as great is by chance alone.</summary>
    public double? PValue { get; init; }

    /// <summary>
    /// Whether the difference is more than chance, at 5 % for all candidates together (Holm's method).
    /// </summary>
    public bool? Significant { get; init; }

    /// <summary>The service.</summary>
    public Uri? Uri { get; init; }

    /// <summary>The session.</summary>
    public SttSession? Session { get; init; }

    /// <summary>The base model.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The custom language model, as it was when the comparison began.</summary>
    public SttCustomModel? LanguageModel { get; init; }

    /// <summary>The custom language model's id.</summary>
    public string? LanguageModelId => LanguageModel?.Id;

    /// <summary>When the custom language model was last changed, where the service tells.</summary>
    public DateTimeOffset? LanguageModelUpdated => LanguageModel?.Updated;

    /// <summary>How much it counted, 0 to 1; null as it was trained.</summary>
    public double? CustomizationWeight { get; init; }

    /// <summary>The custom acoustic model, as it was when the comparison began.</summary>
    public SttCustomModel? AcousticModel { get; init; }

    /// <summary>The custom acoustic model's id.</summary>
    public string? AcousticModelId => AcousticModel?.Id;

    /// <summary>When the custom acoustic model was last changed, where the service tells.</summary>
    public DateTimeOffset? AcousticModelUpdated => AcousticModel?.Updated;

    /// <summary>All parameters of the recognitions, as they were sent.</summary>
    public string? Parameters { get; init; }

    /// <summary>What counts as the same word.</summary>
    public string? Rules { get; init; }

    /// <summary>When the comparison began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The version of this module.</summary>
    public string? ModuleVersion { get; init; }

    /// <summary>The candidate, its errors, and how they compare to the baseline.</summary>
    public override string ToString() => $"{Candidate}: {Total}{Verdict}";

    private string Verdict => (Significant, Difference) switch
    {
        (null, _) => "",
        (false, _) => Comparison("no significant difference"),
        (true, < 0) => Comparison("significantly fewer"),
        (true, _) => Comparison("significantly more"),
    };

    private string Comparison(string words)
        => string.Create(CultureInfo.InvariantCulture, $", {words} (p = {PValue:0.0000})");
}
