namespace SttPowerShell.Completion;

/// <summary>Completes the names of custom language models.</summary>
public sealed class LanguageModelCompleter : CustomModelCompleter
{
    private protected override SttModelType? Type(CompletionLine line) => SttModelType.Language;
}
