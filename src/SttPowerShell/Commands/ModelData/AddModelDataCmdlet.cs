using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Errors;
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

    /// <summary>
    /// Changes a model's data. If the model is busy with something else, that is told, or waited for: a request that
    /// was refused for it did nothing, so it is made again.
    /// </summary>
    /// <param name="target">The input that an error is about.</param>
    /// <param name="model">The model.</param>
    /// <param name="session">The model's session.</param>
    /// <param name="change">Makes the request. The limit of the wait doesn't cut it short.</param>
    /// <param name="wait">Whether to wait while the model is busy.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>Whether it succeeded.</returns>
    private protected async Task<bool> TryChangeAsync(
        object target, SttCustomModel model, SttSession session, Func<Task> change, bool wait,
        CancellationToken cancel)
    {
        SttApiException? busy = null;
        ModelWatch watch = new(model, session, Finder(session), target);
        if (!await TryAsync(target, session, RequestAsync)) return false;
        if (busy is null) return true;
        if (wait) return await WaitAsync(watch, Undone(target), TryAgainAsync, cancel);
        // What can't be found out about it isn't told: the refusal itself is the error.
        await FailureAsync(target, session, () => watch.LookAsync(cancel));
        WriteError(ResourceErrors.Busy(model, watch.Activity, busy, target));
        return false;

        async Task RequestAsync()
        {
            busy = null;
            try
            {
                await change();
            }
            catch (SttApiException e) when (IsBusy(e))
            {
                busy = e;
                watch.NoteRefusal();
                WriteVerbose($"{target} has to wait: {e.ServiceMessage}");
            }
        }

        async Task<bool> TryAgainAsync(ModelCondition condition)
        {
            if (condition == ModelCondition.Working) return false;
            await RequestAsync();
            return busy is null;
        }
    }

    /// <summary>Waits for one model.</summary>
    /// <param name="watch">The model.</param>
    /// <param name="undone">A sentence on what is not done if it takes too long, or null.</param>
    /// <param name="judge">Whether it has come to its end.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>Whether it came to its end; if not, an error was written.</returns>
    private protected Task<bool> WaitAsync(
        ModelWatch watch, string? undone, Func<ModelCondition, Task<bool>> judge, CancellationToken cancel)
    {
        ModelWaiting waiting = new(Timeout, undone);
        waiting.Add(watch);
        return waiting.RunAsync(this, (_, condition, _) => judge(condition), cancel);
    }

    /// <summary>The sentence for what was not sent.</summary>
    private protected static string Undone(object target) => $"Not added: {target}.";

    /// <summary>Not for a name that exists already, for which some services use the same status.</summary>
    private static bool IsBusy(SttApiException e)
        => e.Status == HttpStatusCode.Conflict && !ServiceErrors.IsExisting(e);
}
