using SttPowerShell.Commands;

namespace SttPowerShell.Completion;

/// <summary>Completes the names of corpora, grammars or audio, whichever the command is for.</summary>
public class ModelResourceCompleter : ModelDataCompleter
{
    private protected virtual ModelResourceKind Kind(CompletionLine line)
        => line.IsFor("Audio") ? ModelResourceKind.Audio
            : line.IsFor("Grammar") ? ModelResourceKind.Grammar
            : ModelResourceKind.Corpus;

    private protected sealed override string Noun(CompletionLine line) => Kind(line).Noun;

    private protected sealed override async Task AskAsync(
        CompletionLine line, string modelId, SttSession session, CancellationToken cancel)
    {
        IReadOnlyList<ModelResource> all = await Kind(line).ListAsync(session, modelId, cancel);
        session.SeenNames.RememberAll(Noun(line), modelId, all.Select(r => r.Name));
    }
}
