using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet that has the service begin something with each model, which then takes a while, and can wait for its end.
/// With -Wait all models go their way at once: each is waited for until it takes the request, and then until it has
/// finished.
/// </summary>
public abstract class ModelOperationCmdlet : CustomModelChangeCmdlet
{
    // Models as they were when they were busy with something else, and as they were when it was begun.
    private readonly Dictionary<ModelWatch, SttCustomModel> _busy = [];
    private readonly Dictionary<ModelWatch, SttCustomModel> _begun = [];
    private readonly Dictionary<SttSession, SttCustomModel> _languageModels = [];
    private ModelWaiting? _waiting;

    /// <summary>
    /// Acoustic models: the custom language model to work with: the object, its id, or its name. Its corpora should have
    /// what is said in the audio, such as transcripts of it. It must be trained, and be for the same base model.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LanguageModelCompleter))]
    public SttCustomModelReference? LanguageModel { get; set; }

    /// <summary>
    /// Waits until the service has finished. A model that is busy is waited for first, where without this it is an
    /// error.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// With -Wait: how many seconds to wait at most, for all models together. Without it: as long as it takes.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, 4000000.0)]
    public double? Timeout { get; set; }

    /// <summary>
    /// Does it in a PowerShell job, which is emitted at once and waits as -Wait does; see Get-Job, Receive-Job and
    /// Stop-Job.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override bool RunsAsJob => AsJob;

    /// <summary>What was done, in "was not trained".</summary>
    private protected abstract string Participle { get; }

    /// <summary>The name of a parameter that was given and that models of this type don't take; null if none.</summary>
    private protected abstract string? UnfitParameter(SttModelType type);

    /// <summary>The id of <see cref="LanguageModel"/> in a session, once the operation was begun.</summary>
    private protected string? LanguageModelId(SttSession session)
        => LanguageModel is null ? null : _languageModels[session].Id;

    /// <summary>
    /// Whether what the service was doing already is just what was asked for, so that it need not be begun again.
    /// </summary>
    /// <param name="before">The model when it was busy.</param>
    /// <param name="now">The model when that had ended.</param>
    private protected virtual bool IsDoneAlready(SttCustomModel before, SttCustomModel now) => false;

    /// <summary>What is wrong with the way in which it has ended, or null.</summary>
    /// <param name="now">The model, which has not failed.</param>
    /// <param name="before">The model before it was begun.</param>
    private protected abstract ErrorRecord? Shortcoming(SttCustomModel now, SttCustomModel before);

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        if (Timeout is not null && !Wait && !AsJob) ThrowTerminatingError(ModelErrors.TimeoutWithoutWait());
        _waiting = new ModelWaiting(Timeout);
        return Task.CompletedTask;
    }

    private protected sealed override async Task ApplyAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        ErrorRecord? refusal = null;
        bool asked = await TryAsync(model, session,
            async () => refusal = await RefusalAsync(model, session, cancel));
        if (refusal is not null) WriteError(refusal);
        if (!asked || refusal is not null) return;
        if (Wait || AsJob)
        {
            _waiting!.Add(new ModelWatch(model, session, Finder(session)));
            return;
        }
        (_, ErrorRecord? error) = await RequestAsync(model, session, cancel);
        if (error is not null) WriteError(error);
        else if (PassThru) await TryAsync(model, session, () => EmitAsync(model, session, cancel));
    }

    private protected sealed override Task FinishAsync(CancellationToken cancel)
        => _waiting!.RunAsync(this, JudgeAsync, cancel);

    /// <summary>What makes the operation impossible for this model, or null.</summary>
    private async Task<ErrorRecord?> RefusalAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        string? unfit = UnfitParameter(model.Type)
            ?? (LanguageModel is not null && model.Type == SttModelType.Language ? nameof(LanguageModel) : null);
        if (unfit is not null) return ModelErrors.OnlyForOtherType(model, unfit, Participle);
        if (LanguageModel is null) return null;
        if (!_languageModels.TryGetValue(session, out SttCustomModel? language))
        {
            (language, ErrorRecord? error) = await Finder(session).FindOneAsync(
                LanguageModel, SttModelType.Language, cancel);
            if (error is not null) return error;
            // The object may be old, and a request that is refused leaves the model failed (contract section 8).
            language = await Finder(session).GetAsync(language!.Id, SttModelType.Language, cancel);
            _languageModels[session] = language;
        }
        if (language.BaseModel != model.BaseModel) return SttErrors.DifferentBaseModels(language, model);
        return language.Status == SttModelStatus.Available
            ? null
            : ModelErrors.LanguageModelNotTrained(model, language, Participle);
    }

    private async Task EmitAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
        => WriteObject(await Finder(session).GetAsync(model.Id, model.Type, cancel));

    private async Task<bool> JudgeAsync(ModelWatch watch, ModelCondition condition, CancellationToken cancel)
    {
        if (condition is ModelCondition.Working or ModelCondition.Silent)
        {
            if (!_begun.ContainsKey(watch)) _busy[watch] = watch.Model;
            return false;
        }
        if (condition == ModelCondition.Idle)
        {
            WriteError(ModelErrors.Idle(watch, await ProblemsAsync(watch, cancel)));
            return true;
        }
        return _begun.TryGetValue(watch, out SttCustomModel? before)
            ? await FinishAsync(watch, before, cancel)
            : await StartAsync(watch, cancel);
    }

    /// <summary>Begins it with a model that is at rest; true if that was all.</summary>
    private async Task<bool> StartAsync(ModelWatch watch, CancellationToken cancel)
    {
        SttCustomModel model = watch.Model;
        if (_busy.TryGetValue(watch, out SttCustomModel? before) && IsDoneAlready(before, model))
        {
            if (PassThru) WriteObject(model);
            return true;
        }
        (bool isBusy, ErrorRecord? error) = await RequestAsync(model, watch.Session, cancel);
        if (isBusy)
        {
            watch.NoteRefusal();
            return false;
        }
        if (error is not null)
        {
            WriteError(error);
            return true;
        }
        _begun[watch] = model;
        watch.Begin();
        return false;
    }

    /// <summary>
    /// Tells how it has ended with a model that is at rest again; false if it need not have begun yet.
    /// </summary>
    private async Task<bool> FinishAsync(ModelWatch watch, SttCustomModel before, CancellationToken cancel)
    {
        (bool hasEnded, ErrorRecord? error) = await ModelOperation.OutcomeAsync(
            watch, before, now => Shortcoming(now, before), cancel);
        if (error is not null) WriteError(error);
        else if (hasEnded && PassThru) WriteObject(watch.Model);
        return hasEnded;
    }

    private Task<(bool IsBusy, ErrorRecord? Error)> RequestAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
        => ModelOperation.RequestAsync(model, session, () => ChangeAsync(model, session, cancel), cancel);

    private static Task<IReadOnlyList<string>> ProblemsAsync(ModelWatch watch, CancellationToken cancel)
        => ModelData.ProblemsAsync(watch.Model, watch.Session, cancel);
}
