using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>The waiting of a cmdlet for models.</summary>
/// <param name="timeout">Seconds; null for as long as it takes.</param>
/// <param name="undone">A sentence on what is not done if it takes longer, or null.</param>
internal sealed class ModelWaiting(double? timeout, string? undone = null)
    : StatusWaiting<ModelWatch>(
        "models", timeout, (watch, seconds) => ModelErrors.TimedOut(watch, seconds, undone))
{
    /// <summary>Adds a model that shall be waited for.</summary>
    public void Add(ModelWatch watch) => Add(watch.Model.Id, watch);

    /// <summary>Looks at the models until each has come to its end.</summary>
    /// <param name="cmdlet">The cmdlet that waits.</param>
    /// <param name="judge">Whether a model has. A call that fails in it is the model's end, too.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <returns>Whether all came to their ends; else errors tell what kept them from it.</returns>
    public Task<bool> RunAsync(
        Cmdlet cmdlet, Func<ModelWatch, ModelCondition, CancellationToken, Task<bool>> judge, CancellationToken cancel)
        => RunAsync(cmdlet, async (model, end) => await judge(model, await model.LookAsync(end), end), cancel);
}
