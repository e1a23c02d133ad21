using SttPowerShell.Commands;

namespace SttPowerShell.Completion;

/// <summary>Completes the names of corpora.</summary>
public sealed class CorpusCompleter : ModelResourceCompleter
{
    private protected override ModelResourceKind Kind(CompletionLine line) => ModelResourceKind.Corpus;
}
