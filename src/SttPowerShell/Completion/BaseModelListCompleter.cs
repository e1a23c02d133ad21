namespace SttPowerShell.Completion;

/// <summary>Completes what the list of base models tells, which a session sees when it is opened.</summary>
public abstract class BaseModelListCompleter : ServiceCompleter
{
    private protected abstract IEnumerable<(string Name, string Tip)> Known(IReadOnlyList<SttBaseModel> models);

    private protected sealed override IEnumerable<(string Name, string Tip)> Known(CompletionLine line)
        => Known(line.Session?.BaseModels ?? []);

    private protected sealed override bool HasAll(CompletionLine line, SttSession session) => true;

    private protected sealed override Task AskAsync(CompletionLine line, SttSession session, CancellationToken cancel)
        => session.ListBaseModelsAsync(cancel);
}
