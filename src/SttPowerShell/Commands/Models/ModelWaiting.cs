using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// The waiting of a cmdlet for models: each at most once, progress while it lasts, and an error for each model that
/// has not come to its end in time.
/// </summary>
/// <param name="cmdlet">The cmdlet that waits.</param>
/// <param name="timeout">Seconds; null for as long as it takes.</param>
/// <param name="undone">A sentence on what is not done if it takes longer, or null.</param>
internal sealed class ModelWaiting(Cmdlet cmdlet, double? timeout, string? undone = null)
{
    private readonly Dictionary<(SttSession, string Id), ModelWatch> _models = [];

    /// <summary>Adds a model that shall be waited for.</summary>
    public void Add(ModelWatch watch) => _models.TryAdd((watch.Session, watch.Model.Id), watch);

    /// <summary>Looks at the models until each has come to its end.</summary>
    /// <param name="judge">Whether a model has. A call that fails in it is the model's end, too.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <returns>Whether all came to their ends; else errors tell what kept them from it.</returns>
    public async Task<bool> RunAsync(
        Func<ModelWatch, ModelCondition, CancellationToken, Task<bool>> judge, CancellationToken cancel)
    {
        if (_models.Count == 0) return true;
        TimeProvider clock = _models.Values.First().Session.Clock;
        ModelPoll poll = new(clock, timeout is double seconds ? TimeSpan.FromSeconds(seconds) : null);
        ModelWaitProgress progress = new(cmdlet, _models.Count, clock);
        bool failed = false;
        IReadOnlyList<ModelWatch> late;
        try
        {
            late = await poll.RunAsync(_models.Values, LookAsync, progress.Show, cancel);
        }
        finally
        {
            progress.Complete();
        }
        foreach (ModelWatch model in late) cmdlet.WriteError(ModelErrors.TimedOut(model, timeout!.Value, undone));
        return !failed && late.Count == 0;

        async Task<bool> LookAsync(ModelWatch model, CancellationToken end)
        {
            bool ended = false;
            ErrorRecord? failure = await SttCmdlet.FailureAsync(model.Target, model.Session,
                async () => ended = await judge(model, await model.LookAsync(end), end));
            if (failure is null) return ended;
            cmdlet.WriteError(failure);
            return failed = true;
        }
    }
}
