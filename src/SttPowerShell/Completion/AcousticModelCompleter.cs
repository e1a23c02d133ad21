namespace SttPowerShell.Completion;

/// <summary>Completes the names of custom acoustic models.</summary>
public sealed class AcousticModelCompleter : CustomModelCompleter
{
    private protected override SttModelType? Type(CompletionLine line) => SttModelType.Acoustic;
}
