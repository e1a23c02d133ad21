using SttPowerShell.LocalService.Recognition;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization;

/// <summary>What custom models must fulfil to be used in recognition (contract sections 5.1, 11).</summary>
internal sealed class CustomModelRequirements(CustomModels models)
{
    /// <summary>Checks that the models are the caller's, are made for the base model, and are trained.</summary>
    /// <exception cref="RequestRefusedException">One isn't; the message says which and why.</exception>
    public async Task CheckAsync(
        Guid owner, BaseModel baseModel, Wire.RecognitionParameters parameters, CancellationToken cancel)
    {
        await CheckAsync(new CustomModelScope(owner, CustomModelType.Language), parameters.LanguageCustomizationId,
            baseModel, cancel).ConfigureAwait(false);
        await CheckAsync(new CustomModelScope(owner, CustomModelType.Acoustic), parameters.AcousticCustomizationId,
            baseModel, cancel).ConfigureAwait(false);
    }

    private async Task CheckAsync(CustomModelScope scope, string? id, BaseModel baseModel, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(id)) return;
        CustomModel model = await models.GetAsync(scope, CustomModelId.Parse(id), cancel).ConfigureAwait(false);
        if (model.BaseModel != baseModel.Name)
        {
            throw Refused($"Custom model {model.Id} is not compatible with base model {baseModel.Name}. "
                + $"Name its own base model with the parameter model={model.BaseModel}.");
        }
        if (model.Status != CustomModelStatus.Available)
        {
            throw Refused($"Requested custom {scope.Type.WireName()} model is not available. "
                + "Please make sure the custom model is trained.");
        }
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
