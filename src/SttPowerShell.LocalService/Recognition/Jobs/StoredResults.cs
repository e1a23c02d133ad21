namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>Puts stored results into JSON without reading them: those of hours have many megabytes.</summary>
internal static class StoredResults
{
    private static readonly byte[] Member = ",\"results\":"u8.ToArray();
    private static readonly byte[] End = "}"u8.ToArray();

    /// <summary>Writes an object, with the results as its last member if there are any.</summary>
    /// <param name="target">Where to write.</param>
    /// <param name="json">An object with other members.</param>
    /// <param name="results">Its results as JSON; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task WriteAsync(
        Stream target, ReadOnlyMemory<byte> json, Stream? results, CancellationToken cancel)
    {
        if (results is null)
        {
            await target.WriteAsync(json, cancel).ConfigureAwait(false);
            return;
        }
        await target.WriteAsync(json[..^1], cancel).ConfigureAwait(false);
        await target.WriteAsync(Member, cancel).ConfigureAwait(false);
        await results.CopyToAsync(target, cancel).ConfigureAwait(false);
        await target.WriteAsync(End, cancel).ConfigureAwait(false);
    }
}
