using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>The first training of a model that a cmdlet has just made and given all its data.</summary>
internal sealed class NewModelTraining(Cmdlet cmdlet, CustomModelFinder finder, bool wait, double? timeout)
{
    /// <summary>Begins it, waits for its end if that is wanted, and gives the model as it is then.</summary>
    public async Task<SttCustomModel> RunAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        (_, ErrorRecord? error) = await ModelOperation.RequestAsync(model, session,
            () => CustomModelFinder.Resource(session, model.Type).TrainAsync(model.Id, new TrainingParameters(), cancel),
            cancel);
        if (error is not null)
        {
            cmdlet.WriteError(error);
            return model;
        }
        ModelWatch watch = new(model, session, finder);
        if (wait)
        {
            ModelWaiting waiting = new(timeout);
            waiting.Add(watch);
            await waiting.RunAsync(cmdlet, (_, condition, end) => JudgeAsync(watch, model, condition, end), cancel);
        }
        else
        {
            ErrorRecord? failure = await SttCmdlet.FailureAsync(model, session, () => watch.LookAsync(cancel));
            if (failure is not null) cmdlet.WriteError(failure);
        }
        return watch.Model;
    }

    private async Task<bool> JudgeAsync(
        ModelWatch watch, SttCustomModel before, ModelCondition condition, CancellationToken cancel)
    {
        if (condition is ModelCondition.Working or ModelCondition.Silent) return false;
        if (condition == ModelCondition.Idle)
        {
            cmdlet.WriteError(ModelErrors.Idle(
                watch, await ModelData.ProblemsAsync(watch.Model, watch.Session, cancel)));
            return true;
        }
        (bool hasEnded, ErrorRecord? error) = await ModelOperation.OutcomeAsync(
            watch, before, now => now.Status == SttModelStatus.Available ? null : ModelErrors.NotTrained(now), cancel);
        if (error is not null) cmdlet.WriteError(error);
        return hasEnded;
    }
}
