using System.Management.Automation;

namespace SttPowerShell.Completion;

/// <summary>
/// Completes names that are in the service: from what the session has seen, and where it hasn't seen all or nothing of
/// it matches, from the service, if that answers within the time for which one waits at a prompt.
/// </summary>
public abstract class ServiceCompleter : SttCompleter
{
    /// <summary>Whether the session has seen a whole list of what may stand there.</summary>
    private protected abstract bool HasAll(CompletionLine line, SttSession session);

    /// <summary>What is asked for beside the type of the completer, so that the same isn't asked again at once.</summary>
    private protected virtual string Subject(CompletionLine line) => "";

    /// <summary>Asks the service, and has the session see the answer.</summary>
    private protected abstract Task AskAsync(CompletionLine line, SttSession session, CancellationToken cancel);

    private protected sealed override IReadOnlyList<CompletionResult> Complete(CompletionLine line)
    {
        IReadOnlyList<CompletionResult> seen = base.Complete(line);
        if (line.Session is not { IsOpen: true } session) return seen;
        if (seen.Count > 0 && HasAll(line, session)) return seen;
        session.Questions.Ask($"{GetType().Name} {Subject(line)}", cancel => AskAsync(line, session, cancel));
        return base.Complete(line);
    }
}
