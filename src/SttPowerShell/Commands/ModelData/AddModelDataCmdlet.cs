using System.Management.Automation;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that adds to what custom models learn from, which the service then analyses.</summary>
public abstract class AddModelDataCmdlet : ModelDataCmdlet
{
    /// <summary>
    /// Waits: while the model is busy with something else, and until what was added is analysed. What can't be used is
    /// an error then. Without it the cmdlet ends while the service analyses what was added last.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest time for each wait, in seconds. Without it there is no limit.</summary>
    [Parameter]
    [ValidateRange(0.1, 4000000.0)]
    public double? Timeout { get; set; }

    /// <summary>The cmdlet's changes, with its limit of time.</summary>
    private protected ModelDataChanges Changes => new(this, Timeout);

    /// <summary>The cmdlet's waiting for analyses.</summary>
    private protected ModelDataAnalysis Analysis => new(this, Changes);

    /// <summary>Changes a model's data; a model that is busy is waited for, if that is wanted.</summary>
    /// <param name="target">The input that an error is about.</param>
    /// <param name="model">The model.</param>
    /// <param name="session">The model's session.</param>
    /// <param name="change">Makes the request.</param>
    /// <param name="wait">Whether to wait while the model is busy.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>Whether it succeeded.</returns>
    private protected Task<bool> TryChangeAsync(
        object target, SttCustomModel model, SttSession session, Func<Task> change, bool wait,
        CancellationToken cancel)
        => Changes.TryAsync(new ModelWatch(model, session, Finder(session), target), change, wait, cancel);

    /// <summary>A model for <see cref="Analysis"/>.</summary>
    private protected AnalysedModel Analysed(SttCustomModel model, SttSession session)
        => new(model, session, Finder(session));
}
