using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>A corpus or grammar of a custom language model.</summary>
internal sealed record LanguageSource
{
    public required LanguageSourceKind Kind { get; init; }

    /// <summary>Unique among the model's corpora and grammars.</summary>
    public required string Name { get; init; }

    /// <summary>Grammars only.</summary>
    public SrgsForm? Form { get; init; }

    public AnalysisStatus Status { get; init; }

    /// <summary>Corpora only: how many words it has, counting each occurrence.</summary>
    public long TotalWords { get; init; }

    /// <summary>How many different words of it the base model doesn't know.</summary>
    public long OutOfVocabularyWords { get; init; }

    /// <summary>Why its analysis failed.</summary>
    public string? Error { get; init; }

    /// <summary>The key of its text.</summary>
    public required string Blob { get; init; }

    /// <summary>Whose data it is, by the request's own word: the <c>customer_id</c> of X-Watson-Metadata.</summary>
    public string? CustomerId { get; init; }

    public required DateTimeOffset Created { get; init; }
}

/// <summary>What a request to add a corpus or grammar says.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Name">Its name, not checked yet.</param>
/// <param name="AllowOverwrite">Whether it may take the place of one of the same name.</param>
internal sealed record NewLanguageSource(LanguageSourceKind Kind, string Name, bool AllowOverwrite)
{
    public SrgsForm? Form { get; init; }
    public string? CustomerId { get; init; }
}
