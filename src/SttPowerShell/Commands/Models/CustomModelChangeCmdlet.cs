using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that does one thing to each custom model that it is given.</summary>
public abstract class CustomModelChangeCmdlet : SttCmdlet
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

    /// <summary>Emits the model. Without it nothing is emitted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What -WhatIf and the confirmation call it.</summary>
    private protected abstract string Action { get; }

    /// <summary>Does it, and gives what -PassThru emits.</summary>
    private protected abstract Task<SttCustomModel> ChangeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel);

    private protected sealed override async Task ProcessAsync(CancellationToken cancel)
    {
        foreach (SttCustomModelReference reference in Model)
        {
            if (FindSession(reference.Model?.Session) is not SttSession session) continue;
            foreach (SttCustomModel model in await FindAsync(reference, session, cancel))
            {
                if (!ShouldProcess(Describe(model), Action)) continue;
                await TryAsync(model, session, async () =>
                {
                    SttCustomModel changed = await ChangeAsync(model, session, cancel);
                    if (PassThru) WriteObject(changed);
                });
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
        WriteError(found.Count == 0
            ? SttErrors.CustomModelNotFound(reference.Text, Type)
            : SttErrors.AmbiguousModel(reference.Text, found));
        return [];
    }

    private static string Describe(SttCustomModel model)
    {
        string type = model.Type == SttModelType.Language ? "language" : "acoustic";
        return string.IsNullOrEmpty(model.Name)
            ? $"custom {type} model {model.Id}"
            : $"custom {type} model '{model.Name}' ({model.Id})";
    }
}
