using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>A word of a custom language model's words resource (contract section 8.2).</summary>
internal sealed record StoredWord
{
    /// <summary>The word as it is written in texts. Upper and lower case are different words.</summary>
    public required string Text { get; init; }

    /// <summary>How it may be spoken, in words of the language; empty: as the base vocabulary has it.</summary>
    public IReadOnlyList<string> SoundsLike { get; init; } = [];

    /// <summary>What stands for it in transcripts; empty: the word itself.</summary>
    public string DisplayAs { get; init; } = "";

    /// <summary>It only says how a word is shown and adds nothing to what is recognised.</summary>
    public bool MappingOnly { get; init; }

    /// <summary>Its sounds-likes that can't be used.</summary>
    public IReadOnlyList<WordProblem> Problems { get; init; } = [];

    /// <summary>Whose data it is, as the request said that defined it; null if it didn't.</summary>
    public string? CustomerId { get; init; }

    /// <summary>How often it occurs in corpora and grammars; at least 1. The store knows: never written.</summary>
    public long Count { get; init; } = 1;

    /// <summary>Names of the corpora and grammars that have it, and <c>user</c>, in order. Never written.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
