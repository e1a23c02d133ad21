using System.Data.Common;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>
/// Moves a custom acoustic model to a newer version of its base model: what was trained is trained again on it. The
/// files of the old version serve until the new ones are there.
/// </summary>
internal sealed class AcousticUpgrade(ServiceStore store, CustomModels models, AcousticTrainingRun run)
    : IOperationHandler
{
    private const string OperationKind = "acoustic-upgrade";

    public string Kind => OperationKind;

    public OperationGroup Group => OperationGroup.Training;

    /// <summary>
    /// The upgrade of a model. One that was trained with a language model is upgraded alone first, and then, by force,
    /// with that model (contract section 9).
    /// </summary>
    /// <exception cref="RequestRefusedException">
    /// There is no newer version and nothing to force, or the language model can't be used.
    /// </exception>
    public static NewOperation Operation(DbConnection connection, CustomModel model, UpgradeParameters parameters)
    {
        string newest = BaseModel.Find(model.BaseModel)?.Version ?? model.NewestVersion;
        Guid? language = null;
        if (parameters.CustomLanguageModelId is { } id)
        {
            language = TranscribingModel.Require(connection, model, CustomModelId.Parse(id), newest).Id;
        }
        if (newest == model.NewestVersion && parameters.Force is not true)
        {
            throw language is null ? UpgradeStart.IsNewest(model) : new RequestRefusedException(
                StatusCodes.Status400BadRequest, CustomModels.NothingNew);
        }
        if (newest == model.NewestVersion && language is null) throw UpgradeStart.IsNewest(model);
        return new NewOperation(OperationKind, CustomModelData.OperationKey(model.Id), JsonSerializer.Serialize(
            new AcousticUpgradePayload(model.Scope.Owner, model.Id, language, model.Status, newest),
            AcousticPayloadJson.Default.AcousticUpgradePayload));
    }

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        AcousticUpgradePayload payload = Payload(claim);
        CustomModel model = await store.ReadAsync(connection => Model(connection, payload), cancel)
            .ConfigureAwait(false);
        Guid? version = model.TrainedVersion is null
            ? null
            : await run.TrainAsync(claim, model, payload.LanguageModel, payload.Version, cancel).ConfigureAwait(false);
        return transaction => models.Apply(
            transaction,
            Upgraded(Model(transaction.Connection!, payload), payload.Version) with { TrainedVersion = version },
            CustomModelEvent.Upgraded, payload.Before);
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason)
    {
        AcousticUpgradePayload payload = Payload(claim);
        models.Apply(
            transaction, Model(transaction.Connection!, payload) with { Error = $"The upgrade failed. {reason}" },
            CustomModelEvent.UpgradeFailed, payload.Before);
    }

    private static CustomModel Upgraded(CustomModel model, string version)
        => version == model.BaseModelVersion ? model : model with { UpgradedVersion = version };

    private static AcousticUpgradePayload Payload(Claim claim)
        => JsonSerializer.Deserialize(claim.Payload, AcousticPayloadJson.Default.AcousticUpgradePayload)!;

    private static CustomModel Model(DbConnection connection, AcousticUpgradePayload payload)
        => CustomModels.Find(connection, new CustomModelScope(payload.Owner, CustomModelType.Acoustic), payload.Model);
}
