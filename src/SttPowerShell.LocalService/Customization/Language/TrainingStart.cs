using System.Data.Common;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;
using Refusal = SttPowerShell.LocalService.Customization.CustomModelStateMachine.Refusal;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Requests to train a custom language model: what is checked before the training itself begins.</summary>
internal sealed class TrainingStart(
    ServiceStore store, CustomModels models, IOperationQueue queue, CustomizationOptions options)
{
    /// <summary>Lets a training begin, and gives what it leaves out.</summary>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, or it has nothing to be trained on, or data that can't be used where
    /// <see cref="TrainingParameters.Strict"/> asks for all of it: then the model has failed.
    /// </exception>
    public async Task<IReadOnlyList<TrainingWarning>> BeginAsync(
        Guid owner, Guid id, TrainingParameters parameters, CancellationToken cancel)
    {
        CustomModelScope scope = new(owner, CustomModelType.Language);
        Outcome outcome = await store.WriteAsync(
            transaction => Begin(transaction, scope, id, parameters), cancel).ConfigureAwait(false);
        models.Report(scope, id, outcome.Happened);
        // Not thrown in the transaction: that the model failed must stay.
        if (outcome.Refused is not null) throw outcome.Refused;
        queue.Dispatch(outcome.Operation);
        return outcome.Warnings;
    }

    private Outcome Begin(DbTransaction transaction, CustomModelScope scope, Guid id, TrainingParameters parameters)
    {
        DbConnection connection = transaction.Connection!;
        CustomModel model = CustomModels.Find(connection, scope, id);
        Refusal refusal = CustomModelStateMachine.Check(
            CustomModels.State(transaction, model), CustomModelEvent.Train, parameters.Force ?? false);
        if (refusal == Refusal.Locked) CustomModels.Require(model, refusal);
        TrainingExclusions excluded = new(connection, id);
        if (refusal == Refusal.None && !HasUsableData(connection, id)) refusal = Refusal.NoData;
        RequestRefusedException? refused = excluded.Any && (parameters.Strict ?? true)
            ? new RequestRefusedException(StatusCodes.Status400BadRequest, excluded.Refusal)
            : CustomModels.Refused(model, refusal);
        if (refused is null) return Start(transaction, model, parameters, excluded);
        if (refusal == Refusal.NothingNew && !options.NothingNewFails) throw refused;
        models.Apply(transaction, model with { Error = refused.Message }, CustomModelEvent.TrainingRefused);
        return new Outcome(CustomModelEvent.TrainingRefused) { Refused = refused };
    }

    private Outcome Start(
        DbTransaction transaction, CustomModel model, TrainingParameters parameters, TrainingExclusions excluded)
    {
        TrainingPayload payload = new(
            model.Scope.Owner, model.Id, parameters.WordTypeToAdd == "user", parameters.CustomizationWeight);
        Guid operation = queue.Add(transaction, new NewOperation(
            LanguageTraining.OperationKind, CustomModelData.OperationKey(model.Id),
            JsonSerializer.Serialize(payload, PayloadJson.Default.TrainingPayload)));
        models.Apply(transaction, model with { Error = null }, CustomModelEvent.Train);
        return new Outcome(CustomModelEvent.Train) { Operation = operation, Warnings = excluded.Warnings };
    }

    private static bool HasUsableData(DbConnection connection, Guid model)
        => Enum.GetValues<LanguageSourceKind>().Any(kind => LanguageSourceTable.List(connection, model, kind)
                .Any(source => source.Status == AnalysisStatus.Analyzed))
            || WordTable.List(connection, model, WordFilter.User).Any(word => word.Problems.Count == 0);

    private sealed record Outcome(CustomModelEvent Happened)
    {
        public RequestRefusedException? Refused { get; init; }
        public Guid Operation { get; init; }
        public IReadOnlyList<TrainingWarning> Warnings { get; init; } = [];
    }
}
