using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>A grammar of a custom language model, as it was when the service was asked.</summary>
public sealed record SttGrammar
{
    /// <summary>The name, unique among the model's corpora and grammars.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the custom language model that it belongs to.</summary>
    public required string ModelId { get; init; }

    /// <summary>How far its analysis is.</summary>
    public SttResourceStatus Status { get; init; }

    /// <summary>The state in the service's own word.</summary>
    public string? StatusText { get; init; }

    /// <summary>How many different words of it the base model doesn't know; 0 while it is being analysed.</summary>
    public long? OutOfVocabularyWords { get; init; }

    /// <summary>Why its analysis failed.</summary>
    public string? Error { get; init; }

    /// <summary>The session that it came from; cmdlets that get the grammar from the pipeline use it.</summary>
    public SttSession? Session { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static SttGrammar From(Grammar grammar, string modelId, SttSession session) => new()
    {
        Name = grammar.Name ?? "",
        ModelId = modelId,
        Status = ResourceStatuses.Parse(grammar.Status),
        StatusText = grammar.Status,
        OutOfVocabularyWords = grammar.OutOfVocabularyWords,
        Error = grammar.Error,
        Session = session,
    };
}
