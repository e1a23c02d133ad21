using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization;

/// <summary>Removes custom models or what they hold, with the files that only rows of theirs name.</summary>
internal sealed class CustomModelRemoval(CustomModels models, BlobStore blobs, ModelFiles files)
{
    /// <summary>Removes all that the model has learnt from, and what it has learnt.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such model, or it is busy.</exception>
    public Task ResetAsync(CustomModelScope scope, Guid id, CancellationToken cancel)
        => EmptyAsync(scope, id, CustomModelEvent.Reset, cancel);

    /// <summary>Removes the model.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such model, or it is busy.</exception>
    public Task DeleteAsync(CustomModelScope scope, Guid id, CancellationToken cancel)
        => EmptyAsync(scope, id, CustomModelEvent.Delete, cancel);

    /// <summary>Files go once no row names them: a crash between leaves some, which the next start sweeps.</summary>
    private async Task EmptyAsync(
        CustomModelScope scope, Guid id, CustomModelEvent happening, CancellationToken cancel)
    {
        IReadOnlyList<string> texts = [];
        Guid? trained = null;
        await models.ChangeAsync(scope, id, happening, (transaction, model) =>
        {
            texts = CustomModelData.Blobs(transaction, model);
            trained = model.TrainedVersion;
            CustomModelData.Clear(transaction, model);
            return model with { TrainedVersion = null, CustomizationWeight = null, Error = null };
        }, cancel).ConfigureAwait(false);
        foreach (string text in texts) blobs.Delete(text);
        if (trained is Guid version) files.Remove(new ModelVersion(id, version));
    }
}
