using System.Data.Common;
using System.Text.Json;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>
/// Moves a custom language model to a newer version of its base model: what was trained is trained again on it. The
/// files of the old version serve until the new ones are there.
/// </summary>
internal sealed class LanguageUpgrade(ServiceStore store, CustomModels models, LanguageTrainingRun run)
    : IOperationHandler
{
    internal const string OperationKind = "language-upgrade";

    public string Kind => OperationKind;

    public OperationGroup Group => OperationGroup.Training;

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        UpgradePayload payload = Payload(claim);
        CustomModel model = await store.ReadAsync(connection => Model(connection, payload), cancel)
            .ConfigureAwait(false);
        Guid? version = model.TrainedVersion is null
            ? null
            : await run.TrainAsync(claim, model, userWordsOnly: false, cancel).ConfigureAwait(false);
        return transaction => models.Apply(
            transaction,
            Model(transaction.Connection!, payload) with
            {
                TrainedVersion = version,
                UpgradedVersion = payload.Version,
            },
            CustomModelEvent.Upgraded, payload.Before);
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason)
    {
        UpgradePayload payload = Payload(claim);
        models.Apply(
            transaction, Model(transaction.Connection!, payload) with { Error = $"The upgrade failed. {reason}" },
            CustomModelEvent.UpgradeFailed, payload.Before);
    }

    /// <summary>The upgrade of a model.</summary>
    /// <exception cref="RequestRefusedException">There is no newer version.</exception>
    public static NewOperation Operation(CustomModel model)
    {
        string newest = BaseModel.Find(model.BaseModel)?.Version ?? model.NewestVersion;
        if (newest == model.NewestVersion) throw UpgradeStart.IsNewest(model);
        UpgradePayload payload = new(model.Scope.Owner, model.Id, model.Status, newest);
        return new NewOperation(OperationKind, CustomModelData.OperationKey(model.Id),
            JsonSerializer.Serialize(payload, PayloadJson.Default.UpgradePayload));
    }

    private static UpgradePayload Payload(Claim claim)
        => JsonSerializer.Deserialize(claim.Payload, PayloadJson.Default.UpgradePayload)!;

    private static CustomModel Model(DbConnection connection, UpgradePayload payload)
        => CustomModels.Find(connection, new CustomModelScope(payload.Owner, CustomModelType.Language), payload.Model);
}
