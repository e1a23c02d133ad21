using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that recognises recordings with a base model and, if wanted, with custom models.</summary>
public abstract class RecognitionModelCmdlet : RecognitionCmdlet
{
    private readonly RecognitionModels _models = new();
    private RecognitionModelCheck? _check;

    /// <summary>
    /// The base model. Without it: the one that the custom model is for, else the session's default base model.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string? BaseModel { get; set; }

    /// <summary>
    /// The version of the base model, such as en-US_BroadbandModel.v2020-01-16, for custom models that were upgraded.
    /// Without it: the newest that the custom models of the request have.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BaseModelVersion { get; set; }

    /// <summary>A custom language model: the object, its id, or its name.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LanguageModelCompleter))]
    public SttCustomModelReference? LanguageModel { get; set; }

    /// <summary>
    /// How much the custom language model counts beside its base model, 0 to 1. Without it: as it was trained.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? CustomizationWeight { get; set; }

    /// <summary>
    /// A grammar of the custom language model. Only what it allows is recognised; other speech gives no text.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GrammarCompleter))]
    public string? Grammar { get; set; }

    /// <summary>A custom acoustic model: the object, its id, or its name.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AcousticModelCompleter))]
    public SttCustomModelReference? AcousticModel { get; set; }

    /// <summary>The models that were given; more may come through the pipeline.</summary>
    private protected RecognitionModels Models => _models;

    /// <summary>The grammar in the model's own spelling, once <see cref="CheckModelsAsync"/> has run.</summary>
    private protected string? GrammarName => _check?.Grammar;

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        await base.BeginAsync(cancel);
        await AddAsync(LanguageModel, SttModelType.Language, cancel);
        await AddAsync(AcousticModel, SttModelType.Acoustic, cancel);
    }

    private protected override void PrepareJob()
    {
        // An error about the session is told at once.
        RequireSession(_models.Session);
        base.PrepareJob();
    }

    private protected sealed override void Add(SttCustomModel model)
    {
        if (_models.Add(model) is ErrorRecord error) ThrowTerminatingError(error);
    }

    /// <summary>
    /// Asks for the models before any audio is sent to them, which may take long and cost money in vain. No recording
    /// can be recognised if one doesn't fit.
    /// </summary>
    private protected async Task CheckModelsAsync(SttSession session, CancellationToken cancel)
    {
        _check ??= new RecognitionModelCheck(_models, Finder(session), session);
        ErrorRecord? refusal = null;
        await RequireAsync(_models.Language ?? _models.Acoustic, session, async () =>
            refusal = await _check.RefusalAsync(BaseModel, Grammar, CustomizationWeight, cancel));
        if (refusal is not null) ThrowTerminatingError(refusal);
    }

    private async Task AddAsync(SttCustomModelReference? reference, SttModelType type, CancellationToken cancel)
    {
        if (reference is null) return;
        if (reference.Model is SttCustomModel given)
        {
            if (given.Type != type) ThrowTerminatingError(SttErrors.WrongModelType(given, type));
            Add(given);
            return;
        }
        SttSession session = RequireSession(_models.Session);
        IReadOnlyList<SttCustomModel> found = [];
        await RequireAsync(reference.Text, session,
            async () => found = await Finder(session).FindAsync(reference.Text, type, cancel));
        if (found.Count == 0) ThrowTerminatingError(SttErrors.CustomModelNotFound(reference.Text, type));
        if (found.Count > 1) ThrowTerminatingError(SttErrors.AmbiguousModel(reference.Text, found));
        Add(found[0]);
    }
}
