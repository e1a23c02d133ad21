using SttPowerShell.Sessions;

namespace SttPowerShell.Completion;

/// <summary>Completes the names of open sessions.</summary>
public sealed class SessionCompleter : SttCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Known(CompletionLine line)
        => SessionRegistry.Open.Select(s => (s.Name, s.Uri.ToString()));
}
