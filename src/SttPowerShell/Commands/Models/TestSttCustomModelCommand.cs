using System.Management.Automation;
using System.Net;
using System.Net.Http.Headers;
using SttPowerShell.Client;
using SttPowerShell.Client.Wire;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Finds out why custom models don't make recognition better.</summary>
/// <remarks>
/// <para>Emits one object for each check: whether the model exists for these credentials; its type, and how recognition
/// takes it; its status; its base model; its data; whether that has changed since the last training. With a second
/// model, whether both can be used together. With a recording, whether its sampling rate fits. With -Reference, what was
/// said in the recording, whether fewer words are wrong with the model than without it.</para>
/// <para>Passed is empty where something can't be told. The recognitions of the last check are ordinary ones, which
/// IBM Cloud charges for.</para>
/// </remarks>
/// <example>
/// <summary>Check a model.</summary>
/// <code>Test-SttCustomModel support-voices</code>
/// <para>Shows what is well and what isn't.</para>
/// </example>
/// <example>
/// <summary>See what is wrong with models that have failed, and what to do.</summary>
/// <code>Get-SttCustomModel | Where-Object Status -eq Failed | Test-SttCustomModel |
///     Where-Object Passed -eq $false |
///     Format-List Model, Check, Detail, Recommendation</code>
/// <para>Works on models of both types.</para>
/// </example>
/// <example>
/// <summary>Learn whether a model makes a recording's text better.</summary>
/// <code>Test-SttCustomModel support-voices -LanguageModel support-words `
///     -Path call.wav -Reference 'hello my line is dead'</code>
/// <para>Compares the text with both models to that with the language model alone.</para>
/// </example>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="StartSttTrainingCommand"/>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso href="https://cloud.ibm.com/docs/speech-to-text?topic=speech-to-text-acousticUse">
/// Watson Speech to Text: using a custom acoustic model</seealso>
[Cmdlet(VerbsDiagnostic.Test, "SttCustomModel")]
[OutputType(typeof(SttModelTest))]
public sealed class TestSttCustomModelCommand : CustomModelInputCmdlet
{
    private const int ProgressId = 7007;

    private readonly Dictionary<SttSession, IReadOnlyList<SttBaseModel>> _baseModels = [];
    private readonly Dictionary<(SttSession, RecognitionParameters, string), string> _texts = [];
    private string[] _files = [];

    /// <summary>For acoustic models: a custom language model that shall be used with them.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LanguageModelCompleter))]
    public SttCustomModelReference? LanguageModel { get; set; }

    /// <summary>For language models: a custom acoustic model that shall be used with them.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AcousticModelCompleter))]
    public SttCustomModelReference? AcousticModel { get; set; }

    /// <summary>Recordings to test with. Wildcards are allowed.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>What was said in the recordings, one text for each, in their order.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Reference { get; set; }

    /// <summary>The type of the recordings, such as audio/l16;rate=16000. Raw formats need it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContentTypeCompleter))]
    public string? ContentType { get; set; }

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        if (ContentType is not null && !MediaTypeHeaderValue.TryParse(ContentType, out _))
        {
            ThrowTerminatingError(PathErrors.InvalidContentType(ContentType));
        }
        FilePaths paths = new(this);
        _files = [.. (Path ?? []).SelectMany(paths.Resolve)];
        if (Reference is not null && Reference.Length != _files.Length)
        {
            ThrowTerminatingError(ModelErrors.ReferenceCount(Reference.Length, _files.Length));
        }
        return Task.CompletedTask;
    }

    private protected override void WriteMissing(string text) => WriteObject(Missing(text, null));

    private protected override async Task TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        await TryAsync(model, session, async () =>
        {
            SttCustomModel now;
            try
            {
                now = await Finder(session).GetAsync(model.Id, model.Type, cancel);
            }
            catch (SttApiException e) when (ServiceErrors.IsMissingCustomization(e))
            {
                WriteObject(Missing(model.ToString(), model.Id));
                return;
            }
            await TestAsync(now, session, cancel);
        });
    }

    private async Task TestAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        IReadOnlyList<SttBaseModel> baseModels = await BaseModelsAsync(session, cancel);
        ModelChecks checks = new(model, session);
        Write(new Finding("Exists", true, $"It belongs to these credentials at {session.Uri}."));
        Write(checks.Type(baseModels));
        Write(await checks.StatusAsync(cancel));
        Write(checks.BaseModel(baseModels));
        Write(await checks.DataAsync(cancel));
        Write(checks.Training());
        (SttCustomModel? second, Finding? found) = await SecondAsync(model, checks, session, cancel);
        if (found is not null) Write(found);
        List<(AudioSource, string?)> fitting = [];
        for (int i = 0; i < _files.Length; i++)
        {
            if (await OpenAsync(_files[i], cancel) is not AudioSource source) continue;
            int? rate = baseModels.FirstOrDefault(m => m.Name == model.BaseModel)?.Rate;
            Finding fit = AudioChecks.Fit(source, ContentType, model.BaseModel, rate);
            Write(fit);
            if (fit.Passed != false) fitting.Add((source, Reference?[i]));
        }
        if (fitting.Count > 0 && found is not { Passed: false })
        {
            Write(await CompareAsync(fitting, model, second, session, cancel));
        }

        void Write(Finding finding) => WriteObject(finding.About(model));
    }

    private async Task<(SttCustomModel? Second, Finding? Found)> SecondAsync(
        SttCustomModel model, ModelChecks checks, SttSession session, CancellationToken cancel)
    {
        bool isAcoustic = model.Type == SttModelType.Acoustic;
        SttCustomModelReference? wanted = isAcoustic ? LanguageModel : AcousticModel;
        SttCustomModelReference? unfit = isAcoustic ? AcousticModel : LanguageModel;
        if (wanted is null)
        {
            return (null, unfit is null ? null : new Finding("SecondModel", null,
                $"'{unfit}' is a model of the same type, and recognition takes one of each type."));
        }
        SttModelType type = isAcoustic ? SttModelType.Language : SttModelType.Acoustic;
        (SttCustomModel? second, ErrorRecord? error) = await Finder(session).FindOneAsync(wanted, type, cancel);
        if (error is not null)
        {
            return (null, new Finding("SecondModel", false, error.Exception.Message,
                error.ErrorDetails?.RecommendedAction));
        }
        second = await Finder(session).GetAsync(second!.Id, type, cancel);
        return (second, checks.SecondModel(second));
    }

    private async Task<Finding> CompareAsync(
        List<(AudioSource Source, string? Reference)> recordings, SttCustomModel model, SttCustomModel? second,
        SttSession session, CancellationToken cancel)
    {
        RecognitionParameters without = Uses(new RecognitionParameters { Model = model.BaseModel }, second);
        EffectCheck effect = new();
        foreach ((AudioSource source, string? reference) in recordings)
        {
            try
            {
                string with = await RecogniseAsync(source, Uses(without, model), session, cancel);
                effect.Add(reference, with, await RecogniseAsync(source, without, session, cancel));
            }
            catch (SttApiException e) when (e.Status == HttpStatusCode.BadRequest)
            {
                return new Finding(Reference is null ? "Effect" : "WordErrors", false,
                    $"The service doesn't recognise {source.Name}: {e.ServiceMessage}",
                    "See what the other checks recommend.");
            }
        }
        return Reference is null ? effect.Effect() : effect.WordErrors();
    }

    private static RecognitionParameters Uses(RecognitionParameters parameters, SttCustomModel? model)
        => model?.Type switch
        {
            SttModelType.Language => parameters with { LanguageCustomizationId = model.Id },
            SttModelType.Acoustic => parameters with { AcousticCustomizationId = model.Id },
            _ => parameters,
        };

    /// <summary>The text of a recording; asked for once, however many models are compared with the same.</summary>
    private async Task<string> RecogniseAsync(
        AudioSource source, RecognitionParameters parameters, SttSession session, CancellationToken cancel)
    {
        if (_texts.TryGetValue((session, parameters, source.FilePath!), out string? known)) return known;
        TransferProgress progress = new(this, ProgressId, "Recognising speech", source.Name, source.Length);
        try
        {
            var answer = await session.Client.Recognition.RecognizeAsync(
                source.Open(progress), ContentType ?? source.Format.ContentType, parameters, RecognizedPhraseReader.Read, cancel);
            string text = SttTranscript.Text(TranscriptContent.Of(answer.Value).Segments);
            return _texts[(session, parameters, source.FilePath!)] = text;
        }
        finally
        {
            progress.Complete();
        }
    }

    private async Task<AudioSource?> OpenAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await AudioSource.OfFileAsync(path, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(PathErrors.Unreadable(path, e));
            return null;
        }
    }

    private async Task<IReadOnlyList<SttBaseModel>> BaseModelsAsync(SttSession session, CancellationToken cancel)
    {
        if (_baseModels.TryGetValue(session, out IReadOnlyList<SttBaseModel>? known)) return known;
        return _baseModels[session] = await session.ListBaseModelsAsync(cancel);
    }

    private static SttModelTest Missing(string text, string? id) => new()
    {
        Model = text,
        ModelId = id,
        Check = "Exists",
        Passed = false,
        Detail = $"No custom model of these credentials has the name or id '{text}'.",
        Recommendation = "Recognition must be asked for with the credentials of the instance that owns the model. Run "
            + "Get-SttCustomModel to list the models that these credentials own.",
    };
}
