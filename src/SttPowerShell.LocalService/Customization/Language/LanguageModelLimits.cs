namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>How much one custom language model can learn from (contract section 8.1).</summary>
internal static class LanguageModelLimits
{
    /// <summary>Words of all corpora, counting each occurrence.</summary>
    public const long TotalWords = 10_000_000;

    /// <summary>Different words that the base model doesn't know or a user has defined, from all sources.</summary>
    public const int CustomWords = 90_000;
}
