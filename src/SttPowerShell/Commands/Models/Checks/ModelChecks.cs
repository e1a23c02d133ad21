using System.Globalization;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Checks of a custom model by what the service tells of it.</summary>
/// <param name="model">The model as it is now.</param>
/// <param name="session">Where it is.</param>
internal sealed class ModelChecks(SttCustomModel model, SttSession session)
{
    /// <summary>What the service on IBM Cloud trains with at least (contract section 9).</summary>
    private const double LeastMinutes = 10;

    private static readonly StringComparison Exactly = StringComparison.Ordinal;

    private string Train => $"Start-SttTraining {ModelErrors.Argument(model)} -Wait";

    /// <summary>Whether the base model can be adapted so, and how recognition takes the model.</summary>
    public Finding Type(IReadOnlyList<SttBaseModel> baseModels)
    {
        bool isLanguage = model.Type == SttModelType.Language;
        (string type, string parameter, string query) = isLanguage
            ? ("language", "LanguageModel", "language_customization_id")
            : ("acoustic", "AcousticModel", "acoustic_customization_id");
        SttBaseModel? baseModel = baseModels.FirstOrDefault(m => m.Name == model.BaseModel);
        bool? supported = isLanguage ? baseModel?.SupportsLanguageModel : baseModel?.SupportsAcousticModel;
        return supported == false
            ? new Finding("Type", false, $"{model.BaseModel} can't be adapted by {type} models.",
                "Make a model for a base model that can: Get-SttBaseModel shows them in the column Custom.")
            : new Finding("Type", true,
                $"It is {(isLanguage ? "a language" : "an acoustic")} model: recognition takes it as -{parameter}, in "
                + $"requests {query}={model.Id}.");
    }

    /// <summary>Whether recognition can use it.</summary>
    public async Task<Finding> StatusAsync(CancellationToken cancel)
    {
        string status = ModelErrors.Status(model);
        switch (model.Status)
        {
            case SttModelStatus.Available:
                return new Finding("Status", true, "available: fully trained and ready to use.");
            case SttModelStatus.Ready:
                return new Finding("Status", false,
                    "ready: recognition uses its training before the last change, if there was one.", $"Run {Train}.");
            case SttModelStatus.Unknown:
                return new Finding("Status", null, $"{status}: this version of the module doesn't know it.");
            case SttModelStatus.Failed:
                return new Finding("Status", false,
                    $"failed: {(string.IsNullOrEmpty(model.Error) ? "the service gives no reason." : model.Error)}",
                    $"Mend or remove the data that the check Data names, then run {Train}.");
            default:
                ModelActivity? activity = await ModelActivity.FindAsync(session, model, false, cancel);
                return new Finding("Status", false, $"{status}: it {activity?.Text ?? "waits for data"}.",
                    activity is null ? $"Add data, then run {Train}." : Wait(activity));
        }
    }

    /// <summary>Whether the service has its base model.</summary>
    public Finding BaseModel(IReadOnlyList<SttBaseModel> baseModels)
    {
        SttBaseModel? found = baseModels.FirstOrDefault(m => m.Name == model.BaseModel);
        string versions = model.Versions.Count > 0 ? $" Versions: {string.Join(", ", model.Versions)}." : "";
        string warnings = string.IsNullOrEmpty(model.Warnings) ? "" : $" {model.Warnings}";
        return found is null
            ? new Finding("BaseModel", false,
                $"The service doesn't have its base model {model.BaseModel} (any more).{warnings}",
                "Make a new model for one that Get-SttBaseModel lists, with the same data.")
            : new Finding("BaseModel", true, string.Create(CultureInfo.InvariantCulture,
                $"{found.Name}, for audio of {found.Rate} Hz and more.{versions}{warnings}"));
    }

    /// <summary>Whether it has data, all of it valid.</summary>
    public async Task<Finding> DataAsync(CancellationToken cancel)
    {
        IReadOnlyList<string> problems = await ModelData.ProblemsAsync(model, session, cancel);
        (string data, string? advice) = model.Type == SttModelType.Acoustic
            ? await AudioAsync(cancel)
            : await TextsAsync(cancel);
        if (problems.Count > 0)
        {
            return new Finding("Data", false, $"{data} Not valid: {string.Join(" ", problems)}",
                $"Mend or remove what is named, then run {Train}; -Strict:$false leaves it out.");
        }
        bool isEmpty = await ModelData.IsEmptyAsync(model, session, cancel);
        return isEmpty
            ? new Finding("Data", false, "It has no data.", $"{Add}, then run {Train}.")
            : new Finding("Data", true, data, advice);
    }

    /// <summary>Whether its data has changed since it was trained.</summary>
    public Finding Training() => model.Status switch
    {
        SttModelStatus.Available => new("Training", true, "Its data has not changed since it was trained."),
        // It comes back to the status before, which may be ready or available.
        SttModelStatus.Upgrading => new("Training", null, "It is being upgraded, which doesn't tell.",
            $"Run Wait-SttModel {ModelErrors.Argument(model)}, then test it again."),
        SttModelStatus.Training => new("Training", null, "It is being trained now.",
            $"Run Wait-SttModel {ModelErrors.Argument(model)} -For Available."),
        SttModelStatus.Ready => new("Training", false, "Its data has changed since it was trained, if it ever was.",
            $"Run {Train}."),
        SttModelStatus.Pending => new("Training", false, "It has no data that is ready to be trained with.",
            $"{Add}, then run {Train}."),
        SttModelStatus.Failed => new("Training", false, "Its last training failed.", $"Run {Train}."),
        _ => new("Training", null, "The status doesn't tell."),
    };

    /// <summary>Whether another model of the other type can be used with it.</summary>
    public Finding SecondModel(SttCustomModel second)
    {
        string name = ModelErrors.Name(second, true);
        if (!string.Equals(second.BaseModel, model.BaseModel, Exactly))
        {
            return new("SecondModel", false, $"{name} is for {second.BaseModel}, this one for {model.BaseModel}.",
                "Two models work together only for the same base model.");
        }
        bool known = second.Versions.Count > 0 && model.Versions.Count > 0;
        if (known && !second.Versions.Intersect(model.Versions).Any())
        {
            return new("SecondModel", false,
                $"{name} is for {string.Join(", ", second.Versions)}, this one for {string.Join(", ", model.Versions)}: "
                + "they have no version of the base model in common.",
                "Move the older one to the newer version with Update-SttCustomModel.");
        }
        return second.Status == SttModelStatus.Available
            ? new("SecondModel", true, $"{name} is available and for the same base model.")
            : new("SecondModel", false, $"{name} is {ModelErrors.Status(second)}, not available.",
                $"Run Start-SttTraining {ModelErrors.Argument(second)} -Wait.");
    }

    private string Add => model.Type == SttModelType.Acoustic
        ? "Add audio (Add-SttAudio)"
        : "Add a corpus, words or a grammar (Add-SttCorpus, Add-SttWord, Add-SttGrammar)";

    private string Wait(ModelActivity activity)
        => model.Status is SttModelStatus.Training or SttModelStatus.Upgrading
            ? $"Run Wait-SttModel {ModelErrors.Argument(model)} -For Available."
            : activity.IsShown
                ? $"Run {Train}, which waits for that first."
                : $"Look with Get-SttWord whether its words are valid, then run {Train}.";

    private async Task<(string Data, string? Advice)> AudioAsync(CancellationToken cancel)
    {
        AudioList list = await session.Client.Audio.ListAsync(model.Id, cancel);
        string data = string.Create(CultureInfo.InvariantCulture,
            $"{list.TotalMinutes:0.##} minutes of valid audio in {list.Audio!.Count} recordings and archives.");
        return (data, list.TotalMinutes < LeastMinutes
            ? "Add more with Add-SttAudio: the service on IBM Cloud trains with 10 minutes at least, and more helps."
            : null);
    }

    private async Task<(string Data, string? Advice)> TextsAsync(CancellationToken cancel)
    {
        IReadOnlyList<Corpus> corpora = await session.Client.Corpora.ListAsync(model.Id, cancel);
        IReadOnlyList<Grammar> grammars = await ModelData.GrammarsAsync(model.Id, session, cancel);
        return (string.Create(CultureInfo.InvariantCulture,
            $"{corpora.Count} corpora with {corpora.Sum(c => c.TotalWords ?? 0)} words, {grammars.Count} grammars, and "
            + $"the words that Get-SttWord lists."), null);
    }
}
