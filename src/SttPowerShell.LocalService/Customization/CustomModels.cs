using System.Data.Common;
using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization;

/// <summary>The custom models of both types and what can be done with them.</summary>
internal sealed class CustomModels(ServiceStore store, TimeProvider clock, ILogger<CustomModels> log)
{
    /// <summary>The refusal of a training without data.</summary>
    internal const string NoData = "No input data available for training";

    /// <summary>The refusal of a training after which nothing would be different.</summary>
    internal const string NothingNew = "No input data modified since last training";

    private const int MostModelsOfAType = 1024;

    /// <summary>Creates an empty model.</summary>
    /// <exception cref="RequestRefusedException">The request breaks a rule, or there are too many models.</exception>
    public async Task<CustomModel> CreateAsync(
        CustomModelScope scope, Wire.NewCustomModel request, CancellationToken cancel)
    {
        BaseModel baseModel = NewCustomModelRules.Check(scope.Type, request);
        DateTimeOffset now = clock.GetUtcNow();
        CustomModel model = new()
        {
            Id = Guid.NewGuid(),
            Scope = scope,
            Name = request.Name!,
            Description = request.Description,
            BaseModel = baseModel.Name,
            BaseModelVersion = baseModel.Version,
            Language = baseModel.Language,
            Dialect = scope.Type == CustomModelType.Language ? baseModel.Language : null,
            Status = CustomModelStatus.Pending,
            Created = now,
            Updated = now,
        };
        await store.WriteAsync(
            transaction =>
            {
                if (CustomModelTable.Count(transaction, scope) >= MostModelsOfAType)
                {
                    throw new RequestRefusedException(StatusCodes.Status400BadRequest,
                        $"The maximum of {MostModelsOfAType} custom {scope.Type.WireName()} models is reached");
                }
                CustomModelTable.Insert(transaction, model);
                return model.Id;
            },
            cancel).ConfigureAwait(false);
        Log.ModelCreated(log, scope.Type.WireName(), model.Id, model.BaseModel);
        return model;
    }

    /// <summary>All models, or those of one language, in the order of their creation.</summary>
    public Task<IReadOnlyList<CustomModel>> ListAsync(
        CustomModelScope scope, string? language, CancellationToken cancel)
        => store.ReadAsync(connection => CustomModelTable.List(connection, scope, language), cancel);

    /// <exception cref="RequestRefusedException">This owner has no such model.</exception>
    public async Task<CustomModel> GetAsync(CustomModelScope scope, Guid id, CancellationToken cancel)
        => await store.ReadAsync(connection => Find(connection, scope, id), cancel).ConfigureAwait(false);

    /// <summary>Removes all that the model has learnt from, and what it has learnt.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such model, or it is busy.</exception>
    public Task ResetAsync(CustomModelScope scope, Guid id, CancellationToken cancel)
        => ChangeAsync(scope, id, CustomModelEvent.Reset, (transaction, model) =>
        {
            CustomModelData.Clear(transaction, model);
            return model with { TrainedVersion = null, CustomizationWeight = null, Error = null };
        }, cancel);

    /// <summary>Removes the model.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such model, or it is busy.</exception>
    public Task DeleteAsync(CustomModelScope scope, Guid id, CancellationToken cancel)
        => ChangeAsync(scope, id, CustomModelEvent.Delete, (_, model) => model, cancel);

    /// <summary>
    /// Does something to a model, if its state allows, and moves it on to its next state, all in one transaction.
    /// </summary>
    /// <param name="scope">Whose, and of which type.</param>
    /// <param name="id">The model.</param>
    /// <param name="happening">What is done, for the state machine.</param>
    /// <param name="change">Changes the model's data, and gives the model with all but its status.</param>
    /// <param name="cancel">Gives up waiting for the store.</param>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, or it doesn't take the event.
    /// </exception>
    public async Task ChangeAsync(
        CustomModelScope scope, Guid id, CustomModelEvent happening,
        Func<DbTransaction, CustomModel, CustomModel> change, CancellationToken cancel)
    {
        await store.WriteAsync(
            transaction =>
            {
                CustomModel model = Find(transaction.Connection!, scope, id);
                CustomModelState state = State(transaction, model);
                Require(model, CustomModelStateMachine.Check(state, happening));
                Apply(transaction, change(transaction, model), happening);
                return id;
            },
            cancel).ConfigureAwait(false);
        Report(scope, id, happening);
    }

    /// <summary>Tells early what <see cref="ChangeAsync"/> would refuse, without changing anything.</summary>
    /// <param name="scope">Whose, and of which type.</param>
    /// <param name="id">The model.</param>
    /// <param name="happening">What is going to be done.</param>
    /// <param name="check">Refuses by throwing.</param>
    /// <param name="cancel">Gives up waiting for the store.</param>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, or it doesn't take the event.
    /// </exception>
    public Task CheckAsync(
        CustomModelScope scope, Guid id, CustomModelEvent happening, Action<DbTransaction, CustomModel> check,
        CancellationToken cancel)
        => store.WriteAsync(
            transaction =>
            {
                CustomModel model = Find(transaction.Connection!, scope, id);
                Require(model, CustomModelStateMachine.Check(State(transaction, model), happening));
                check(transaction, model);
                return id;
            },
            cancel);

    /// <summary>The model as this connection sees it.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such model.</exception>
    public static CustomModel Find(DbConnection connection, CustomModelScope scope, Guid id)
        => CustomModelTable.Find(connection, scope, id) ?? throw Unknown(id);

    /// <summary>Moves a model on to its next state, with the data that it has now.</summary>
    /// <param name="transaction">The transaction that changes it.</param>
    /// <param name="model">The model with all that has changed but its status.</param>
    /// <param name="happening">What has happened.</param>
    /// <param name="before">For the end of an upgrade: the status before it.</param>
    public void Apply(
        DbTransaction transaction, CustomModel model, CustomModelEvent happening, CustomModelStatus? before = null)
    {
        CustomModelState state = State(transaction, model) with { Before = before };
        if (CustomModelStateMachine.Next(state, happening) is CustomModelStatus status)
        {
            CustomModelTable.Update(transaction, model with { Status = status, Updated = clock.GetUtcNow() });
        }
        else
        {
            CustomModelTable.Delete(transaction, model.Scope, model.Id);
        }
    }

    /// <summary>What decides about the model's next event.</summary>
    public static CustomModelState State(DbTransaction transaction, CustomModel model) => new(
        model.Scope.Type, model.Status, CustomModelData.IsAnalysing(transaction, model),
        CustomModelData.Exists(transaction, model));

    /// <summary>Logs what has happened to a model.</summary>
    public void Report(CustomModelScope scope, Guid id, CustomModelEvent happened)
        => Log.ModelChanged(log, happened, scope.Type.WireName(), id);

    /// <summary>Makes sure that the model takes the event.</summary>
    /// <exception cref="RequestRefusedException">It doesn't.</exception>
    public static void Require(CustomModel model, CustomModelStateMachine.Refusal refusal)
    {
        if (Refused(model, refusal) is RequestRefusedException refused) throw refused;
    }

    /// <summary>The answer to an event that the model doesn't take; null if it does.</summary>
    public static RequestRefusedException? Refused(CustomModel model, CustomModelStateMachine.Refusal refusal)
        => refusal switch
        {
            CustomModelStateMachine.Refusal.None => null,
            CustomModelStateMachine.Refusal.Locked => new RequestRefusedException(StatusCodes.Status409Conflict,
                $"Customization '{model.Id}' is currently locked to process your last request."),
            CustomModelStateMachine.Refusal.NoData => new RequestRefusedException(StatusCodes.Status400BadRequest,
                NoData),
            CustomModelStateMachine.Refusal.NothingNew => new RequestRefusedException(StatusCodes.Status400BadRequest,
                NothingNew),
            CustomModelStateMachine.Refusal.Failed => new RequestRefusedException(StatusCodes.Status400BadRequest,
                $"Custom model '{model.Id}' has failed. It must be trained again before it can be upgraded"),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
        };

    /// <summary>The answer to an id that doesn't exist and to another owner's: they can't be told apart.</summary>
    private static RequestRefusedException Unknown(Guid id)
        => new(StatusCodes.Status401Unauthorized, $"Invalid customization_id '{id}' for user");
}
