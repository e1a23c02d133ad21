using System.Data.Common;
using System.Text.Json;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Trains a custom language model.</summary>
internal sealed class LanguageTraining(ServiceStore store, CustomModels models, LanguageTrainingRun run)
    : IOperationHandler
{
    internal const string OperationKind = "language-training";

    public string Kind => OperationKind;

    public OperationGroup Group => OperationGroup.Training;

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        TrainingPayload payload = Payload(claim);
        CustomModel model = await store.ReadAsync(connection => Model(connection, payload), cancel)
            .ConfigureAwait(false);
        Guid version = await run.TrainAsync(claim, model, payload.UserWordsOnly, cancel).ConfigureAwait(false);
        return transaction => models.Apply(
            transaction,
            Model(transaction.Connection!, payload) with
            {
                TrainedVersion = version,
                CustomizationWeight = payload.Weight,
                Error = null,
            },
            CustomModelEvent.Trained);
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason) => models.Apply(
        transaction, Model(transaction.Connection!, Payload(claim)) with { Error = $"Training failed. {reason}" },
        CustomModelEvent.TrainingFailed);

    private static TrainingPayload Payload(Claim claim)
        => JsonSerializer.Deserialize(claim.Payload, PayloadJson.Default.TrainingPayload)!;

    private static CustomModel Model(DbConnection connection, TrainingPayload payload)
        => CustomModels.Find(connection, new CustomModelScope(payload.Owner, CustomModelType.Language), payload.Model);
}
