using SttPowerShell.Commands;

namespace SttPowerShell.Completion;

/// <summary>Completes the names of audio.</summary>
public sealed class AudioCompleter : ModelResourceCompleter
{
    private protected override ModelResourceKind Kind(CompletionLine line) => ModelResourceKind.Audio;
}
