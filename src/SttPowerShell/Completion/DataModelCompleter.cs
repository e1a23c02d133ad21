namespace SttPowerShell.Completion;

/// <summary>Completes the names of the custom models whose data the command is for.</summary>
public sealed class DataModelCompleter : CustomModelCompleter
{
    private protected override SttModelType? Type(CompletionLine line)
        => line.IsFor("Audio") ? SttModelType.Acoustic : SttModelType.Language;
}
