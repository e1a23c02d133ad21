using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that does something with each custom model that it is given.</summary>
public abstract class CustomModelInputCmdlet : SttCmdlet
{
    /// <summary>Models: objects, ids, or names, in which wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ModelId")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CustomModelCompleter))]
    public SttCustomModelReference[] Model { get; set; } = [];

    /// <summary>The type of the models, where names or ids are given. Without it both types are looked for.</summary>
    [Parameter]
    public SttModelType? Type { get; set; }

    /// <summary>Takes a model that was found; what was given as an object is as it was given.</summary>
    private protected abstract Task TakeAsync(SttCustomModel model, SttSession session, CancellationToken cancel);

    /// <summary>Tells that no model has the name or id.</summary>
    private protected virtual void WriteMissing(string text)
        => WriteError(SttErrors.CustomModelNotFound(text, Type));

    private protected sealed override async Task ProcessAsync(CancellationToken cancel)
    {
        foreach (SttCustomModelReference reference in Model)
        {
            if (FindSession(reference.Model?.Session) is not SttSession session) continue;
            foreach (SttCustomModel model in await FindAsync(reference, session, cancel))
            {
                await TakeAsync(model, session, cancel);
            }
        }
    }

    private async Task<IReadOnlyList<SttCustomModel>> FindAsync(
        SttCustomModelReference reference, SttSession session, CancellationToken cancel)
    {
        if (reference.Model is SttCustomModel given) return [given];
        IReadOnlyList<SttCustomModel> found = [];
        bool asked = await TryAsync(reference.Text, session,
            async () => found = await Finder(session).FindAsync(reference.Text, Type, cancel));
        bool pattern = WildcardPattern.ContainsWildcardCharacters(reference.Text);
        if (!asked || pattern || found.Count == 1) return found;
        if (found.Count == 0) WriteMissing(reference.Text);
        else WriteError(SttErrors.AmbiguousModel(reference.Text, found));
        return [];
    }
}
