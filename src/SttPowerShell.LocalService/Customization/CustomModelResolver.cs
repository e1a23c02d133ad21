using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization;

/// <summary>
/// Finds the trained models that a recognition request names, and says why it can't have one (contract sections 5.1,
/// 11). A model that was trained once serves its last trained version, whatever is done with its data meanwhile.
/// </summary>
internal sealed class CustomModelResolver(CustomModels models, TrainedLanguageModels trained, ModelFiles files)
{
    /// <summary>What to recognise with.</summary>
    /// <exception cref="RequestRefusedException">
    /// A model isn't the caller's, isn't made for the base model, or isn't trained, or has no such grammar.
    /// </exception>
    public async Task<RecognitionRequest> ResolveAsync(
        Guid owner, BaseModel baseModel, Wire.RecognitionParameters parameters, CancellationToken cancel)
    {
        CustomModel? language = await FindAsync(
            new CustomModelScope(owner, CustomModelType.Language),
            parameters.LanguageCustomizationId, baseModel, cancel)
            .ConfigureAwait(false);
        CustomModel? acoustic = await FindAsync(
            new CustomModelScope(owner, CustomModelType.Acoustic),
            parameters.AcousticCustomizationId, baseModel, cancel)
            .ConfigureAwait(false);
        return new RecognitionRequest(baseModel, parameters)
        {
            Warning = OldVersion(baseModel, Version(baseModel, parameters.BaseModelVersion, language, acoustic)),
            LanguageModel = await LanguageModelAsync(language, baseModel, parameters, cancel).ConfigureAwait(false),
            AcousticModel = acoustic?.TrainedVersion is not Guid version ? null
                : new EngineAcousticModel(version.ToString("D"), files.PathOf(acoustic.Id, version)),
        };
    }

    private async Task<CustomModel?> FindAsync(
        CustomModelScope scope, string? id, BaseModel baseModel, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(id)) return null;
        CustomModel model = await models.GetAsync(scope, CustomModelId.Parse(id), cancel).ConfigureAwait(false);
        if (model.BaseModel != baseModel.Name)
        {
            throw Refused($"Custom model {model.Id} is not compatible with base model {baseModel.Name}. "
                + $"Name its own base model with the parameter model={model.BaseModel}.");
        }
        if (model.TrainedVersion is null)
        {
            throw Refused($"Requested custom {scope.Type.WireName()} model is not available. "
                + "Please make sure the custom model is trained.");
        }
        return model;
    }

    private async Task<RequestedLanguageModel?> LanguageModelAsync(
        CustomModel? model, BaseModel baseModel, Wire.RecognitionParameters parameters, CancellationToken cancel)
    {
        if (model?.TrainedVersion is not Guid version)
        {
            if (parameters.CustomizationWeight is not null)
            {
                throw Refused("Cannot specify customization weight when not using customization.");
            }
            if (parameters.GrammarName is not null)
            {
                throw Refused("Cannot specify a grammar name when not using customization.");
            }
            return null;
        }
        TrainedLanguageModel files = await trained.GetAsync(model.Id, version, cancel).ConfigureAwait(false);
        double weight = parameters.CustomizationWeight ?? model.CustomizationWeight
            ?? baseModel.DefaultCustomizationWeight;
        return new RequestedLanguageModel(version, files, weight)
        {
            Grammar = parameters.GrammarName is string name ? Grammar(model.Id, files, name) : null,
        };
    }

    private static string Grammar(Guid model, TrainedLanguageModel files, string name)
    {
        if (files.Grammar(name) is string grammar) return grammar;
        string known = string.Join(", ", files.GrammarNames.Order(StringComparer.Ordinal).Select(one => $"'{one}'"));
        throw Refused($"Custom model {model} has no trained grammar '{name}'. "
            + (known.Length == 0 ? "It was trained without any grammar." : $"It was trained with {known}."));
    }

    /// <summary>The base model's version: the one that is asked for, else the newest that all have.</summary>
    private static string Version(BaseModel baseModel, string? asked, params IEnumerable<CustomModel?> custom)
    {
        List<CustomModel> models = [.. custom.OfType<CustomModel>()];
        string[] common = models.Count == 0
            ? [baseModel.Version]
            : [.. models.Select(model => (IEnumerable<string>)model.Versions)
                .Aggregate((some, others) => some.Intersect(others, StringComparer.Ordinal))
                .Order(StringComparer.Ordinal)];
        if (common.Length == 0)
        {
            throw Refused($"The custom models are built with different versions of base model {baseModel.Name}: "
                + string.Join(", ", models.Select(model => $"{model.Id} with {model.NewestVersion}"))
                + ". Upgrade the older one.");
        }
        if (asked is null) return common[^1];
        if (common.Contains(asked)) return asked;
        throw Refused($"Version '{asked}' of base model {baseModel.Name} is not available. "
            + $"Available: {string.Join(", ", common)}.");
    }

    /// <summary>The warning about a version that isn't the base model's newest (contract section 11).</summary>
    private static string? OldVersion(BaseModel baseModel, string version) => version == baseModel.Version ? null
        : $"Using previous version of base model, because your custom model has been built with it: {version}. "
            + $"The newest version is {baseModel.Version}. Please consider upgrading your custom model.";

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
