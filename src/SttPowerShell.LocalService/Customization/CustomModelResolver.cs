using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Recognition;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization;

/// <summary>
/// Finds the trained models that a recognition request names, and says why it can't have one (contract sections 5.1,
/// 11). A model that was trained once serves its last trained version, whatever is done with its data meanwhile.
/// </summary>
internal sealed class CustomModelResolver(CustomModels models, TrainedLanguageModels trained)
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
        CheckBaseVersion(baseModel, parameters.BaseModelVersion, language, acoustic);
        return new RecognitionRequest(baseModel, parameters)
        {
            LanguageModel = await LanguageModelAsync(language, baseModel, parameters, cancel).ConfigureAwait(false),
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

    /// <summary>Versions are those of the base model and those that a custom model was built on.</summary>
    private static void CheckBaseVersion(BaseModel baseModel, string? version, params CustomModel?[] custom)
    {
        if (version is null) return;
        SortedSet<string> known = new(StringComparer.Ordinal) { baseModel.Version };
        foreach (CustomModel model in custom.OfType<CustomModel>())
        {
            known.Add(model.BaseModelVersion);
            if (model.UpgradedVersion is string upgraded) known.Add(upgraded);
        }
        if (known.Contains(version)) return;
        throw Refused($"Version '{version}' of base model {baseModel.Name} is not available. "
            + $"Available: {string.Join(", ", known)}.");
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
