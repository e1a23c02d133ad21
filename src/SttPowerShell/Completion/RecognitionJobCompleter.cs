using SttPowerShell.Errors;

namespace SttPowerShell.Completion;

/// <summary>Completes the ids of recognition jobs, the latest first. The tooltip has status and file.</summary>
public sealed class RecognitionJobCompleter : ServiceCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Known(CompletionLine line)
        => (line.Session?.SeenJobs.All ?? []).Reverse()
            .Select(job => (job.Id, $"{JobErrors.Status(job)} {job.Path}".TrimEnd()));

    private protected override bool HasAll(CompletionLine line, SttSession session) => session.SeenJobs.HasList;

    private protected override Task AskAsync(CompletionLine line, SttSession session, CancellationToken cancel)
        => session.SeenJobs.ListAsync(cancel);
}
