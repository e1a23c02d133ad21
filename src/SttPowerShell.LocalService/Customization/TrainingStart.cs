using System.Data.Common;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;
using Refusal = SttPowerShell.LocalService.Customization.CustomModelStateMachine.Refusal;

namespace SttPowerShell.LocalService.Customization;

/// <summary>Requests to train custom models: what is checked before the training itself begins.</summary>
internal sealed class TrainingStart(
    ServiceStore store, CustomModels models, IOperationQueue queue, CustomizationOptions options)
{
    /// <summary>Lets a training begin, and gives what it leaves out.</summary>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, the request names what can't be used, or the model has nothing to be
    /// trained on, or data that can't be used where the request is strict: then the model has failed.
    /// </exception>
    public async Task<IReadOnlyList<TrainingWarning>> BeginAsync(
        Guid owner, Guid id, ITrainingRequest request, CancellationToken cancel)
    {
        CustomModelScope scope = new(owner, request.Type);
        Outcome outcome = await store.WriteAsync(
            transaction => Begin(transaction, scope, id, request), cancel).ConfigureAwait(false);
        models.Report(scope, id, outcome.Happened);
        // Not thrown in the transaction: that the model failed must stay.
        if (outcome.Refused is not null) throw outcome.Refused;
        queue.Dispatch(outcome.Operation);
        return outcome.Warnings;
    }

    private Outcome Begin(DbTransaction transaction, CustomModelScope scope, Guid id, ITrainingRequest request)
    {
        DbConnection connection = transaction.Connection!;
        CustomModel model = CustomModels.Find(connection, scope, id);
        Refusal refusal = CustomModelStateMachine.Check(
            CustomModels.State(transaction, model), CustomModelEvent.Train, request.Force);
        if (refusal == Refusal.Locked) CustomModels.Require(model, refusal);
        request.Require(connection, model);
        TrainingExclusions excluded = request.FindExclusions(connection, model);
        RequestRefusedException? refused = excluded.Any && request.Strict
            ? Refused(excluded.Refusal)
            : CustomModels.Refused(model, refusal)
                ?? (request.FindFault(connection, model) is { } fault ? Refused(fault) : null);
        if (refused is null) return Start(transaction, model, request, excluded);
        if (refusal == Refusal.NothingNew && !options.NothingNewFails) throw refused;
        models.Apply(transaction, model with { Error = refused.Message }, CustomModelEvent.TrainingRefused);
        return new Outcome(CustomModelEvent.TrainingRefused) { Refused = refused };
    }

    private Outcome Start(
        DbTransaction transaction, CustomModel model, ITrainingRequest request, TrainingExclusions excluded)
    {
        Guid operation = queue.Add(transaction, request.Operation(model));
        models.Apply(transaction, model with { Error = null }, CustomModelEvent.Train);
        return new Outcome(CustomModelEvent.Train) { Operation = operation, Warnings = excluded.Warnings };
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);

    private sealed record Outcome(CustomModelEvent Happened)
    {
        public RequestRefusedException? Refused { get; init; }
        public Guid Operation { get; init; }
        public IReadOnlyList<TrainingWarning> Warnings { get; init; } = [];
    }
}
