using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>A word of a custom language model, as it was when the service was asked.</summary>
public sealed record SttWord
{
    /// <summary>The word. Case matters.</summary>
    public required string Word { get; init; }

    /// <summary>The id of the custom language model that it belongs to.</summary>
    public required string ModelId { get; init; }

    /// <summary>
    /// How it is pronounced, in letters of the language; empty for a word of the base model's vocabulary, whose
    /// pronunciation is known.
    /// </summary>
    public IReadOnlyList<string> SoundsLike { get; init; } = Array.Empty<string>();

    /// <summary>How transcripts write it; empty if as the word itself.</summary>
    public string DisplayAs { get; init; } = "";

    /// <summary>How often it occurs in the model's corpora; 1 for one that a user added.</summary>
    public long? Count { get; init; }

    /// <summary>Where it comes from: names of corpora and grammars, or user.</summary>
    public IReadOnlyList<string> Source { get; init; } = Array.Empty<string>();

    /// <summary>What is wrong with it; training fails while there is anything.</summary>
    public IReadOnlyList<SttWordProblem> Problems { get; init; } = Array.Empty<SttWordProblem>();

    /// <summary>Whether it only tells how to write what it sounds like, and isn't a word of its own.</summary>
    public bool MappingOnly { get; init; }

    /// <summary>The session that it came from; cmdlets that get the word from the pipeline use it.</summary>
    public SttSession? Session { get; init; }

    /// <summary>The word.</summary>
    public override string ToString() => Word;

    internal static SttWord From(Word word, string modelId, SttSession session) => new()
    {
        Word = word.Text ?? "",
        ModelId = modelId,
        SoundsLike = word.SoundsLike?.ToArray() ?? Array.Empty<string>(),
        DisplayAs = word.DisplayAs ?? "",
        Count = word.Count,
        Source = word.Source?.ToArray() ?? Array.Empty<string>(),
        Problems = word.Problems?.Select(p => new SttWordProblem { SoundsLike = p.SoundsLike, Message = p.Message })
            .ToArray() ?? Array.Empty<SttWordProblem>(),
        MappingOnly = word.MappingOnly ?? false,
        Session = session,
    };
}
