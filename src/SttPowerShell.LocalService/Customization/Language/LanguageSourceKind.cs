namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>What a language model can learn from, beside single words.</summary>
internal enum LanguageSourceKind
{
    /// <summary>A text, one sentence a line.</summary>
    Corpus,
    /// <summary>A grammar of the Speech Recognition Grammar Specification.</summary>
    Grammar,
}

/// <summary>The kinds' names in the store, in messages and as kinds of a word's source.</summary>
internal static class LanguageSourceKinds
{
    public static string WireName(this LanguageSourceKind kind) => kind switch
    {
        LanguageSourceKind.Corpus => "corpus",
        LanguageSourceKind.Grammar => "grammar",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The name that begins a sentence.</summary>
    public static string Title(this LanguageSourceKind kind) => kind switch
    {
        LanguageSourceKind.Corpus => "Corpus",
        LanguageSourceKind.Grammar => "Grammar",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
