using SttPowerShell.Client.Credentials;

namespace SttPowerShell.Completion;

/// <summary>Completes the names of stored credentials.</summary>
public sealed class CredentialCompleter : SttCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Known(CompletionLine line)
        => new CredentialStore(CredentialDirectories.Own, TimeProvider.System).Read().Credentials
            .Select(c => (c.Name, c.Uri));
}
