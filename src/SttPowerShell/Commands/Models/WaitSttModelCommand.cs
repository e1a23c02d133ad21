using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Waits until the service has finished what it is doing with custom models.</summary>
/// <remarks>
/// <para>Waits for the analysis of data, for training and for upgrades, of all models at once, and emits each model as
/// soon as it has finished. A model that has failed is an error with the service's reason and a line for each corpus,
/// grammar and word that is invalid. One that stays pending without a sign that anything is done with it is an error,
/// too.</para>
/// <para>The cmdlet asks the service often at first and more rarely the longer nothing changes. A service that doesn't
/// answer for a while doesn't end the wait. Progress is shown as status and elapsed time, since the service doesn't
/// tell how much of its work is done. Stopping the command doesn't stop the service's work.</para>
/// </remarks>
/// <example>
/// <summary>Train several models and wait until all have finished.</summary>
/// <code>Start-SttTraining clinic-*
/// Get-SttCustomModel clinic-* | Wait-SttModel -For Available</code>
/// <para>Emits each model when it is trained.</para>
/// </example>
/// <example>
/// <summary>Wait for the analysis of data, for ten minutes at most.</summary>
/// <code>Wait-SttModel clinic -Timeout 600</code>
/// <para>A model that isn't ready by then is an error; the service goes on with it.</para>
/// </example>
/// <seealso cref="StartSttTrainingCommand"/>
/// <seealso cref="UpdateSttCustomModelCommand"/>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#getlanguagemodel">
/// Watson Speech to Text API: get a custom language model</seealso>
[Cmdlet(VerbsLifecycle.Wait, "SttModel")]
[OutputType(typeof(SttCustomModel))]
[OutputType(typeof(Job))]
public sealed class WaitSttModelCommand : CustomModelInputCmdlet
{
    private ModelWaiting? _waiting;

    /// <summary>
    /// What is waited for. Ready, the default: the service has finished, and the model can be trained or used.
    /// Available: it is trained, too.
    /// </summary>
    [Parameter]
    [ValidateSet(nameof(SttModelStatus.Ready), nameof(SttModelStatus.Available))]
    public SttModelStatus For { get; set; } = SttModelStatus.Ready;

    /// <summary>How many seconds to wait at most, for all models together. Without it: as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0.1, 4000000.0)]
    public double? Timeout { get; set; }

    /// <summary>Waits in a PowerShell job, which is emitted at once; see Get-Job, Receive-Job and Stop-Job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override bool RunsAsJob => AsJob;

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        _waiting = new ModelWaiting(Timeout);
        return Task.CompletedTask;
    }

    private protected override Task TakeAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        _waiting!.Add(new ModelWatch(model, session, Finder(session)));
        return Task.CompletedTask;
    }

    private protected override Task FinishAsync(CancellationToken cancel) => _waiting!.RunAsync(this, JudgeAsync, cancel);

    private async Task<bool> JudgeAsync(ModelWatch watch, ModelCondition condition, CancellationToken cancel)
    {
        if (condition is ModelCondition.Working or ModelCondition.Silent) return false;
        SttCustomModel model = watch.Model;
        bool isShort = For == SttModelStatus.Available && model.Status == SttModelStatus.Ready;
        // A training that was begun just now need not show yet.
        if (isShort && !watch.IsSettled) return false;
        if (condition == ModelCondition.Idle || model.Status == SttModelStatus.Failed)
        {
            IReadOnlyList<string> problems = await ModelData.ProblemsAsync(model, watch.Session, cancel);
            WriteError(condition == ModelCondition.Idle
                ? ModelErrors.Idle(watch, problems)
                : ModelErrors.Failed(model, problems));
        }
        else if (isShort)
        {
            WriteError(ModelErrors.NotTrained(model));
        }
        else
        {
            WriteObject(model);
        }
        return true;
    }
}
