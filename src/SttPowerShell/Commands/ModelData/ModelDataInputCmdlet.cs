using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet for data of custom models, which is named with its models or comes as objects.</summary>
public abstract class ModelDataInputCmdlet : ModelDataCmdlet
{
    private protected const string NameSet = "Name";

    /// <summary>
    /// The default: PowerShell tries all ways to bind to that set first, and would take a corpus for its model by the
    /// property ModelId.
    /// </summary>
    private protected const string ObjectSet = "InputObject";

    /// <summary>Custom models: objects, ids, or names, in which wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Alias("ModelId")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DataModelCompleter))]
    public SttCustomModelReference[] Model { get; set; } = [];

    /// <summary>Takes the objects that came through the pipeline.</summary>
    private protected abstract Task TakeInputAsync(CancellationToken cancel);

    /// <summary>Takes a model, whose data the other parameters name.</summary>
    private protected abstract Task TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel);

    private protected sealed override async Task ProcessAsync(CancellationToken cancel)
    {
        if (ParameterSetName == ObjectSet)
        {
            bool isGiven = MyInvocation.BoundParameters.ContainsKey("InputObject");
            if (!isGiven) ThrowTerminatingError(ResourceErrors.NothingGiven(MyInvocation.InvocationName, ModelType));
            await TakeInputAsync(cancel);
            return;
        }
        foreach (SttCustomModelReference reference in Model)
        {
            if (FindSession(reference.Model?.Session) is not SttSession session) continue;
            foreach (SttCustomModel model in await FindModelsAsync(reference, session, true, cancel))
            {
                await TakeAsync(model, session, cancel);
            }
        }
    }
}
