using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>A text that a custom language model learns from, as it was when the service was asked.</summary>
public sealed record SttCorpus
{
    /// <summary>The name, unique among the model's corpora and grammars.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the custom language model that it belongs to.</summary>
    public required string ModelId { get; init; }

    /// <summary>How far its analysis is.</summary>
    public SttResourceStatus Status { get; init; }

    /// <summary>The state in the service's own word.</summary>
    public string? StatusText { get; init; }

    /// <summary>How many words the text has; 0 while it is being analysed.</summary>
    public long? TotalWords { get; init; }

    /// <summary>
    /// How many different words of it the base model doesn't know. They are added to the model's words; models of the
    /// next generation have 0.
    /// </summary>
    public long? OutOfVocabularyWords { get; init; }

    /// <summary>Why its analysis failed.</summary>
    public string? Error { get; init; }

    /// <summary>The session that it came from; cmdlets that get the corpus from the pipeline use it.</summary>
    public SttSession? Session { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static SttCorpus From(Corpus corpus, string modelId, SttSession session) => new()
    {
        Name = corpus.Name ?? "",
        ModelId = modelId,
        Status = ResourceStatuses.Parse(corpus.Status),
        StatusText = corpus.Status,
        TotalWords = corpus.TotalWords,
        OutOfVocabularyWords = corpus.OutOfVocabularyWords,
        Error = corpus.Error,
        Session = session,
    };
}

/// <summary>The wire names of <see cref="SttResourceStatus"/>.</summary>
internal static class ResourceStatuses
{
    public static SttResourceStatus Parse(string? text) => text switch
    {
        "being_processed" => SttResourceStatus.BeingProcessed,
        "analyzed" => SttResourceStatus.Analyzed,
        "undetermined" => SttResourceStatus.Undetermined,
        _ => SttResourceStatus.Unknown,
    };
}
