using SttPowerShell.Sessions;

namespace SttPowerShell.Completion;

/// <summary>Completes the names of custom models. The tooltip is the id.</summary>
public class CustomModelCompleter : ServiceCompleter
{
    /// <summary>The type of the models that may stand there; null for both.</summary>
    private protected virtual SttModelType? Type(CompletionLine line)
        => line.Values("Type") is [object given, ..] && Enum.TryParse($"{given}", true, out SttModelType type)
            ? type
            : null;

    private protected sealed override IEnumerable<(string Name, string Tip)> Known(CompletionLine line)
    {
        SttModelType? type = Type(line);
        return (line.Session?.SeenModels ?? []).Where(m => type is null || m.Type == type)
            .OrderBy(m => m.ToString(), StringComparer.OrdinalIgnoreCase)
            .Select(m => (m.ToString(), m.Id));
    }

    private protected sealed override bool HasAll(CompletionLine line, SttSession session)
        => Type(line) is SttModelType one
            ? session.HasListed(one)
            : session.HasListed(SttModelType.Language) && session.HasListed(SttModelType.Acoustic);

    private protected sealed override string Subject(CompletionLine line) => $"{Type(line)}";

    private protected sealed override Task AskAsync(CompletionLine line, SttSession session, CancellationToken cancel)
        => new CustomModelFinder(session).ListAsync(Type(line), cancel);
}
