using System.Data.Common;
using System.Text.Json;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>Trains a custom acoustic model.</summary>
internal sealed class AcousticTraining(ServiceStore store, CustomModels models, AcousticTrainingRun run)
    : IOperationHandler
{
    internal const string OperationKind = "acoustic-training";

    public string Kind => OperationKind;

    public OperationGroup Group => OperationGroup.Training;

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        AcousticTrainingPayload payload = Payload(claim);
        CustomModel model = await store.ReadAsync(connection => Model(connection, payload), cancel)
            .ConfigureAwait(false);
        Guid version = await run.TrainAsync(claim, model, payload.LanguageModel, model.NewestVersion, cancel)
            .ConfigureAwait(false);
        return transaction => models.Apply(
            transaction,
            Model(transaction.Connection!, payload) with { TrainedVersion = version, Error = null },
            CustomModelEvent.Trained);
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason) => models.Apply(
        transaction, Model(transaction.Connection!, Payload(claim)) with { Error = $"Training failed. {reason}" },
        CustomModelEvent.TrainingFailed);

    private static AcousticTrainingPayload Payload(Claim claim)
        => JsonSerializer.Deserialize(claim.Payload, AcousticPayloadJson.Default.AcousticTrainingPayload)!;

    private static CustomModel Model(DbConnection connection, AcousticTrainingPayload payload)
        => CustomModels.Find(connection, new CustomModelScope(payload.Owner, CustomModelType.Acoustic), payload.Model);
}
