using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization;

/// <summary>The custom models of both types and what can be done with them.</summary>
internal sealed class CustomModels(ServiceStore store, TimeProvider clock, ILogger<CustomModels> log)
{
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
        => await store.ReadAsync(connection => CustomModelTable.Find(connection, scope, id), cancel)
            .ConfigureAwait(false) ?? throw Unknown(id);

    /// <summary>Removes all that the model has learnt from, and what it has learnt.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such model, or it is busy.</exception>
    public Task ResetAsync(CustomModelScope scope, Guid id, CancellationToken cancel)
        => ChangeAsync(scope, id, CustomModelEvent.Reset, cancel);

    /// <summary>Removes the model.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such model, or it is busy.</exception>
    public Task DeleteAsync(CustomModelScope scope, Guid id, CancellationToken cancel)
        => ChangeAsync(scope, id, CustomModelEvent.Delete, cancel);

    private async Task ChangeAsync(
        CustomModelScope scope, Guid id, CustomModelEvent happening, CancellationToken cancel)
    {
        await store.WriteAsync(
            transaction =>
            {
                CustomModel model = CustomModelTable.Find(transaction.Connection!, scope, id) ?? throw Unknown(id);
                CustomModelStatus? next = CustomModelStateMachine.Next(model, happening);
                if (next is CustomModelStatus status)
                {
                    CustomModelTable.SetStatus(transaction, scope, id, status, clock.GetUtcNow());
                }
                else
                {
                    CustomModelTable.Delete(transaction, scope, id);
                }
                return next;
            },
            cancel).ConfigureAwait(false);
        Log.ModelChanged(log, happening, scope.Type.WireName(), id);
    }

    /// <summary>The answer to an id that doesn't exist and to another owner's: they can't be told apart.</summary>
    private static RequestRefusedException Unknown(Guid id)
        => new(StatusCodes.Status401Unauthorized, $"Invalid customization_id '{id}' for user");
}
