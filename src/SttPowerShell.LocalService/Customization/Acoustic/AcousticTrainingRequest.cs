using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>A request to train a custom acoustic model.</summary>
/// <param name="parameters">As they were sent.</param>
/// <param name="options">How much audio is needed.</param>
internal sealed class AcousticTrainingRequest(TrainingParameters parameters, CustomizationOptions options)
    : ITrainingRequest
{
    private readonly Guid? _languageModel = parameters.CustomLanguageModelId is { } id ? CustomModelId.Parse(id) : null;

    public CustomModelType Type => CustomModelType.Acoustic;

    public bool Strict => parameters.Strict ?? true;

    /// <summary>The parameter is one of language models only.</summary>
    public bool Force => false;

    public void Require(DbConnection connection, CustomModel model)
    {
        if (_languageModel is Guid id) TranscribingModel.Require(connection, model, id, model.NewestVersion);
    }

    public TrainingExclusions FindExclusions(DbConnection connection, CustomModel model)
    {
        TrainingExclusions exclusions = new(Type);
        exclusions.Add("invalid_audio_files", "Analysis of the following audio files has not completed successfully",
            [.. AudioTable.List(connection, model.Id)
                .Where(audio => audio.Status == AudioStatus.Invalid).Select(audio => audio.Name)]);
        return exclusions;
    }

    /// <summary>Too much audio isn't valid in the first place.</summary>
    public string? FindFault(DbConnection connection, CustomModel model)
    {
        double minutes = AudioTable.ValidSeconds(connection, model.Id) / 60;
        return minutes >= options.MinimumAudioMinutes ? null : string.Create(CultureInfo.InvariantCulture,
            $"The custom model has {minutes:0.#} minutes of valid audio; training needs at least "
                + $"{options.MinimumAudioMinutes:0.##} minutes. Add more audio");
    }

    public NewOperation Operation(CustomModel model) => new(
        AcousticTraining.OperationKind, CustomModelData.OperationKey(model.Id),
        JsonSerializer.Serialize(
            new AcousticTrainingPayload(model.Scope.Owner, model.Id, _languageModel),
            AcousticPayloadJson.Default.AcousticTrainingPayload));
}
