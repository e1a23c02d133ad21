using SttPowerShell.Commands;

namespace SttPowerShell.Completion;

/// <summary>Completes the names of grammars.</summary>
public sealed class GrammarCompleter : ModelResourceCompleter
{
    private protected override ModelResourceKind Kind(CompletionLine line) => ModelResourceKind.Grammar;
}
