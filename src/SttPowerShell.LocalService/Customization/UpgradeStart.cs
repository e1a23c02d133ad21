using System.Data.Common;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Customization;

/// <summary>Requests to move a custom model to the newest version of its base model.</summary>
internal sealed class UpgradeStart(CustomModels models, IOperationQueue queue)
{
    /// <param name="owner">Who asks.</param>
    /// <param name="type">The model's type.</param>
    /// <param name="id">The model.</param>
    /// <param name="operation">
    /// The work itself, for the model as the connection sees it; refuses by throwing what can't be done.
    /// </param>
    /// <param name="cancel">Gives up waiting for the store.</param>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, has failed or has no data, or there is no newer version.
    /// </exception>
    public async Task BeginAsync(
        Guid owner, CustomModelType type, Guid id, Func<DbConnection, CustomModel, NewOperation> operation,
        CancellationToken cancel)
    {
        Guid added = default;
        await models.ChangeAsync(new CustomModelScope(owner, type), id, CustomModelEvent.Upgrade,
            (transaction, model) =>
            {
                added = queue.Add(transaction, operation(transaction.Connection!, model));
                return model with { Error = null };
            },
            cancel).ConfigureAwait(false);
        queue.Dispatch(added);
    }

    /// <summary>The refusal of an upgrade to the version that the model has.</summary>
    public static RequestRefusedException IsNewest(CustomModel model) => new(StatusCodes.Status400BadRequest,
        $"Custom model '{model.Id}' is already built with the newest version of its base model, "
            + model.NewestVersion);
}
