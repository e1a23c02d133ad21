using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that removes corpora, grammars or audio.</summary>
public abstract class RemoveModelResourceCmdlet : ModelResourceInputCmdlet
{
    /// <summary>Emits what was removed. Without it nothing is emitted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected sealed override Task TakeAsync(
        ModelResource resource, ModelResourceKey key, SttSession session, CancellationToken cancel)
        => RemoveAsync(resource.Value, key, session, cancel);

    private protected sealed override Task TakeAsync(
        object target, ModelResourceKey key, SttSession session, CancellationToken cancel)
        => RemoveAsync(target, key, session, cancel);

    private async Task RemoveAsync(
        object value, ModelResourceKey key, SttSession session, CancellationToken cancel)
    {
        string model = NameOf(key.ModelId, session);
        if (!ShouldProcess($"{Kind.Noun} '{key.Name}' of custom model '{model}'", "Remove")) return;
        await TryAsync(value, session, async () =>
        {
            await Kind.DeleteAsync(session, key.ModelId, key.Name, cancel);
            session.SeenNames.Forget(Kind.Noun, key.ModelId, key.Name);
            if (PassThru) WriteObject(value);
        });
    }
}
