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
internal sealed class ModelWaiting(Cmdlet cmdlet, double? timeout)
{
    private readonly Dictionary<(SttSession, string Id), ModelWatch> _models = [];

    /// <summary>Adds a model that shall be waited for.</summary>
    public void Add(SttCustomModel model, SttSession session, CustomModelFinder finder)
        => _models.TryAdd((session, model.Id), new ModelWatch(model, session, finder));

    /// <summary>Waits until <paramref name="look"/> has been true for each model.</summary>
    public async Task RunAsync(Func<ModelWatch, CancellationToken, Task<bool>> look, CancellationToken cancel)
    {
        if (_models.Count == 0) return;
        TimeProvider clock = _models.Values.First().Session.Clock;
        ModelPoll poll = new(clock, timeout is double seconds ? TimeSpan.FromSeconds(seconds) : null);
        ModelWaitProgress progress = new(cmdlet, _models.Count, clock);
        IReadOnlyList<ModelWatch> late;
        try
        {
            late = await poll.RunAsync(_models.Values, look, progress.Show, cancel);
        }
        finally
        {
            progress.Complete();
        }
        foreach (ModelWatch model in late)
        {
            cmdlet.WriteError(ModelErrors.TimedOut(model.Model, timeout!.Value, model.Failure));
        }
    }
}
