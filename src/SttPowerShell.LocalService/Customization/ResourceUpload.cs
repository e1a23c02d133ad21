using System.Data.Common;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization;

/// <summary>What adding a resource's row gives.</summary>
/// <param name="Analysis">The operation that analyses it.</param>
/// <param name="ReplacedBlob">What a resource of the same name had, which is gone now; null if there was none.</param>
internal sealed record AddedResource(NewOperation Analysis, string? ReplacedBlob);

/// <summary>Takes what a custom model shall learn from: content first, then its row, then its analysis.</summary>
internal sealed class ResourceUpload(CustomModels models, BlobStore blobs, IOperationQueue queue)
{
    /// <summary>Adds a resource, whose analysis then goes on by itself.</summary>
    /// <param name="scope">Whose model it is, and of which type.</param>
    /// <param name="id">The model.</param>
    /// <param name="check">Refuses by throwing what <paramref name="add"/> would refuse.</param>
    /// <param name="content">Opens its content, once the request is known to be acceptable.</param>
    /// <param name="add">Adds the row that names the content's blob.</param>
    /// <param name="cancel">Gives up; nothing is left of a content that wasn't read to its end.</param>
    /// <exception cref="RequestRefusedException">The model isn't this owner's or is busy, or a check failed.</exception>
    public async Task AddAsync(
        CustomModelScope scope, Guid id, Action<DbTransaction> check, Func<CancellationToken, Task<Stream>> content,
        Func<DbTransaction, string, AddedResource> add, CancellationToken cancel)
    {
        // What can be refused is refused before a large content has travelled.
        await models.CheckAsync(
            scope, id, CustomModelEvent.AddData, (transaction, _) => check(transaction), cancel).ConfigureAwait(false);
        string blob = await StoreAsync(content, cancel).ConfigureAwait(false);
        string? replaced = null;
        Guid operation = default;
        try
        {
            await models.ChangeAsync(scope, id, CustomModelEvent.AddData, (transaction, model) =>
            {
                AddedResource added = add(transaction, blob);
                replaced = added.ReplacedBlob;
                operation = queue.Add(transaction, added.Analysis);
                return model with { Error = null };
            }, cancel).ConfigureAwait(false);
        }
        catch
        {
            blobs.Delete(blob);
            throw;
        }
        queue.Dispatch(operation);
        if (replaced is not null) blobs.Delete(replaced);
    }

    private async Task<string> StoreAsync(Func<CancellationToken, Task<Stream>> open, CancellationToken cancel)
    {
        Stream content = await open(cancel).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            return await blobs.WriteAsync(content, cancel).ConfigureAwait(false);
        }
    }
}
