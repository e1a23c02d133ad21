using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Trains custom models with the data that they were given.</summary>
/// <remarks>
/// <para>The service trains in the background; a model that was trained before serves its last training meanwhile. With
/// -Wait the cmdlet waits for the end, of all models at once, and first for the analysis of data that was just added.
/// Stopping the command doesn't stop the training.</para>
/// <para>Invalid data stops a training before it begins, and the error names it. With -Strict:$false it is left out
/// instead, and a warning names it.</para>
/// </remarks>
/// <example>
/// <summary>Train a model and use it.</summary>
/// <code>Start-SttTraining clinic -Wait
/// Invoke-SttRecognition call.wav -LanguageModel clinic</code>
/// <para>Goes on when the model is trained. Data that is still being analysed is waited for.</para>
/// </example>
/// <example>
/// <summary>Train all models of a name, with what is valid of their data, for an hour at most.</summary>
/// <code>Start-SttTraining clinic-* -Strict:$false -Wait -Timeout 3600 -PassThru</code>
/// <para>Emits each model when it is trained; a model that fails or isn't done in time is an error of its own.</para>
/// </example>
/// <example>
/// <summary>Train an acoustic model with transcripts of its audio.</summary>
/// <code>Add-SttCorpus support-words transcripts.txt -Wait
/// Start-SttTraining support-words -Wait
/// Start-SttTraining support-voices -LanguageModel support-words -Wait</code>
/// <para>What is said in the audio is found out with the language model, which makes the training better.</para>
/// </example>
/// <example>
/// <summary>Let a model's words count more than its base model's.</summary>
/// <code>Get-SttCustomModel clinic | Start-SttTraining -CustomizationWeight 0.6</code>
/// <para>The weight is kept with the model; Invoke-SttRecognition -CustomizationWeight goes before it.</para>
/// </example>
/// <seealso cref="WaitSttModelCommand"/>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#trainlanguagemodel">
/// Watson Speech to Text API: train a custom language model</seealso>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#trainacousticmodel">
/// Watson Speech to Text API: train a custom acoustic model</seealso>
[Cmdlet(VerbsLifecycle.Start, "SttTraining", SupportsShouldProcess = true)]
[OutputType(typeof(SttCustomModel))]
[OutputType(typeof(Job))]
public sealed class StartSttTrainingCommand : ModelOperationCmdlet
{
    /// <summary>
    /// Language models: how much the model counts in recognition beside its base model, 0 to 1. Without it the service
    /// takes its default.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? CustomizationWeight { get; set; }

    /// <summary>
    /// Language models: which new words to train with. All, the service's default, are those of corpora, grammars and
    /// users; User are only those that were added as words.
    /// </summary>
    [Parameter]
    [ValidateSet("All", "User")]
    public string? WordType { get; set; }

    /// <summary>
    /// Whether invalid data stops the training, as it does by default; with -Strict:$false it is left out.
    /// </summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Language models: trains even if nothing has changed since the last training.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Action => "Train";

    private protected override string Participle => "trained";

    private protected override string? UnfitParameter(SttModelType type)
    {
        if (type == SttModelType.Language) return null;
        return CustomizationWeight is not null ? nameof(CustomizationWeight)
            : WordType is not null ? nameof(WordType)
            : Force ? nameof(Force)
            : null;
    }

    private protected override async Task<SttCustomModel> ChangeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        TrainingParameters parameters = new()
        {
            CustomizationWeight = CustomizationWeight,
            WordTypeToAdd = WordType?.ToLowerInvariant(),
            // Without it the service's own default counts.
            Strict = MyInvocation.BoundParameters.ContainsKey(nameof(Strict)) ? Strict : null,
            Force = Force ? true : null,
            CustomLanguageModelId = LanguageModelId(session),
        };
        IReadOnlyList<TrainingWarning> warnings =
            await CustomModelFinder.Resource(session, model.Type).TrainAsync(model.Id, parameters, cancel);
        foreach (TrainingWarning warning in warnings) WriteWarning($"{model}: {warning.Message ?? warning.Code}");
        WriteVerbose($"The training of {ModelErrors.Name(model)} has begun.");
        return model;
    }

    // A second training with the same data would be refused and leave the model failed (contract section 8).
    private protected override bool IsDoneAlready(SttCustomModel before, SttCustomModel now)
    {
        bool isDone = before.Status == SttModelStatus.Training && now.Status == SttModelStatus.Available && !Force;
        if (isDone)
        {
            string again = now.Type == SttModelType.Language ? "; -Force trains again" : "";
            WriteWarning($"{now} was being trained already. That training was waited for, and "
                + $"no other was begun, since nothing has changed{again}.");
        }
        return isDone;
    }

    private protected override ErrorRecord? Shortcoming(SttCustomModel now, SttCustomModel before)
        => now.Status == SttModelStatus.Available ? null : ModelErrors.NotTrained(now);
}
