namespace SttPowerShell.Commands;

/// <summary>A cmdlet that gets corpora or grammars.</summary>
public abstract class GetLanguageResourceCmdlet : LanguageResourceInputCmdlet
{
    private protected sealed override Task TakeAsync(
        LanguageResource resource, LanguageResourceKey key, SttSession session, CancellationToken cancel)
    {
        WriteObject(resource.Value);
        return Task.CompletedTask;
    }

    private protected sealed override Task TakeAsync(
        object target, LanguageResourceKey key, SttSession session, CancellationToken cancel)
        => TryAsync(target, session,
            async () => WriteObject((await Kind.GetAsync(session, key.ModelId, key.Name, cancel)).Value));
}
