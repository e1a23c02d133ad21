using System.Text.Json;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Requests to move a custom language model to the newest version of its base model.</summary>
internal sealed class UpgradeStart(CustomModels models, IOperationQueue queue)
{
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, has failed or has no data, or there is no newer version.
    /// </exception>
    public async Task BeginAsync(Guid owner, Guid id, CancellationToken cancel)
    {
        CustomModelScope scope = new(owner, CustomModelType.Language);
        Guid operation = default;
        await models.ChangeAsync(scope, id, CustomModelEvent.Upgrade, (transaction, model) =>
        {
            UpgradePayload payload = new(owner, id, model.Status, NewerVersion(model));
            operation = queue.Add(transaction, new NewOperation(
                LanguageUpgrade.OperationKind, CustomModelData.OperationKey(id),
                JsonSerializer.Serialize(payload, PayloadJson.Default.UpgradePayload)));
            return model with { Error = null };
        }, cancel).ConfigureAwait(false);
        queue.Dispatch(operation);
    }

    private static string NewerVersion(CustomModel model)
    {
        string version = model.UpgradedVersion ?? model.BaseModelVersion;
        string newest = BaseModel.Find(model.BaseModel)?.Version ?? version;
        return newest != version
            ? newest
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest,
                $"Custom model '{model.Id}' is already built with the newest version of its base model, {version}");
    }
}
