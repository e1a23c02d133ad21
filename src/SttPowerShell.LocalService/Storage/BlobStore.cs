namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// What users upload, as files that never change, by keys that say nothing. A blob is on disk before a row may name it;
/// one that no row names is removed at the next start. So whoever writes a blob and then gives up need not clean up,
/// and whoever removes a row removes the blob once that is committed.
/// </summary>
internal sealed class BlobStore(string folder)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Stores content, and gives its key. Memory is level with its length.</summary>
    /// <exception cref="StoreException">It can't be written; nothing is stored.</exception>
    public async Task<string> WriteAsync(Stream content, CancellationToken cancel)
    {
        string key = Guid.NewGuid().ToString("D");
        string temporary = $"{PathOf(key)}.new";
        try
        {
            OwnFile.CreateDirectory(folder);
            FileStreamOptions options = OwnFile.Options(FileMode.CreateNew);
            options.Options = FileOptions.Asynchronous;
            FileStream file = new(temporary, options);
            await using (file.ConfigureAwait(false))
            {
                await CopyAsync(content, file, cancel).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
            DurableFiles.MoveFile(temporary, PathOf(key));
            return key;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Opens a blob for reading.</summary>
    /// <exception cref="FileNotFoundException">There is none with this key.</exception>
    public Stream OpenRead(string key) => new FileStream(PathOf(key), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        // It may be removed while it is read; what is open stays readable.
        Share = FileShare.Read | FileShare.Delete,
        BufferSize = BufferSize,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    /// <summary>Removes a blob if it is there.</summary>
    public void Delete(string key) => File.Delete(PathOf(key));

    /// <summary>A failure of the disk is told apart from one of the upload.</summary>
    private async Task CopyAsync(Stream content, FileStream file, CancellationToken cancel)
    {
        byte[] buffer = new byte[BufferSize];
        for (int read; (read = await content.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            try
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
            }
            catch (IOException failure)
            {
                throw new StoreException($"A file can't be written into {folder}: {failure.Message} "
                    + "Nothing was stored; check that its disk has room, then try again.", failure);
            }
        }
    }

    private string PathOf(string key) => Path.Combine(folder, Guid.Parse(key).ToString("D"));
}
