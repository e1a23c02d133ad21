using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// How a cmdlet changes what custom models learn from: a model takes one thing after the other, and is waited for where
/// that is wanted. Failures are written as errors.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="timeout">The longest time for each wait, in seconds; null for as long as it takes.</param>
internal sealed class ModelDataChanges(Cmdlet cmdlet, double? timeout)
{
    /// <summary>
    /// Makes a change. If the model is busy with something else, that is told, or waited for: a request that was
    /// refused for it did nothing, so it is made again.
    /// </summary>
    /// <param name="watch">The model; its target is the input that an error is about.</param>
    /// <param name="change">Makes the request. The limit of the wait doesn't cut it short.</param>
    /// <param name="wait">Whether to wait while the model is busy.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>Whether it succeeded.</returns>
    public async Task<bool> TryAsync(ModelWatch watch, Func<Task> change, bool wait, CancellationToken cancel)
    {
        SttApiException? busy = null;
        object target = watch.Target;
        if (await SttCmdlet.FailureAsync(target, watch.Session, RequestAsync) is ErrorRecord failure)
        {
            cmdlet.WriteError(failure);
            return false;
        }
        if (busy is null) return true;
        if (wait) return await WaitAsync(watch, $"Not added: {target}.", TryAgainAsync, cancel);
        // What can't be found out about it isn't told: the refusal itself is the error.
        await SttCmdlet.FailureAsync(target, watch.Session, () => watch.LookAsync(cancel));
        cmdlet.WriteError(ResourceErrors.Busy(watch.Model, watch.Activity, busy, target));
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
                cmdlet.WriteVerbose($"{target} has to wait: {e.ServiceMessage}");
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
    public Task<bool> WaitAsync(
        ModelWatch watch, string? undone, Func<ModelCondition, Task<bool>> judge, CancellationToken cancel)
    {
        ModelWaiting waiting = new(timeout, undone);
        waiting.Add(watch);
        return waiting.RunAsync(cmdlet, (_, condition, _) => judge(condition), cancel);
    }

    /// <summary>Not for a name that exists already, for which some services use the same status.</summary>
    private static bool IsBusy(SttApiException e)
        => e.Status == HttpStatusCode.Conflict && !ServiceErrors.IsExisting(e);
}
