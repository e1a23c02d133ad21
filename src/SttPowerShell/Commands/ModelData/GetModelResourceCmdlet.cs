namespace SttPowerShell.Commands;

/// <summary>A cmdlet that gets corpora, grammars or audio.</summary>
public abstract class GetModelResourceCmdlet : ModelResourceInputCmdlet
{
    private protected override Task TakeAsync(
        ModelResource resource, ModelResourceKey key, SttSession session, CancellationToken cancel)
    {
        WriteObject(resource.Value);
        return Task.CompletedTask;
    }

    private protected sealed override Task TakeAsync(
        object target, ModelResourceKey key, SttSession session, CancellationToken cancel)
        => TryAsync(target, session,
            async () => WriteObject((await Kind.GetAsync(session, key.ModelId, key.Name, cancel)).Value));
}
