using System.Collections.Concurrent;

namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// What users upload, as files that never change, by keys that say nothing. A blob is on disk before a row names it,
/// and is removed some time after no row does (<see cref="FileSweep"/>). So whoever writes a blob and then gives up, or
/// removes a row, may delete the blob at once, once that is committed, but need not.
/// </summary>
internal sealed class BlobStore(string folder)
{
    private const int BufferSize = 64 * 1024;
    private const string Unfinished = ".new";

    private readonly ConcurrentDictionary<string, bool> _released = new();

    /// <summary>What was released and is still there.</summary>
    public ICollection<string> Released => _released.Keys;

    /// <summary>Stores content, and gives its key. Memory is level with its length.</summary>
    /// <exception cref="StoreException">It can't be written; nothing is stored.</exception>
    public async Task<string> WriteAsync(Stream content, CancellationToken cancel)
    {
        string key = Guid.NewGuid().ToString("D");
        string temporary = PathOf(key) + Unfinished;
        bool receiving = false;
        try
        {
            OwnFile.CreateDirectory(folder);
            FileStreamOptions options = OwnFile.Options(FileMode.CreateNew);
            options.Options = FileOptions.Asynchronous;
            options.BufferSize = 0;
            FileStream file = new(temporary, options);
            await using (file.ConfigureAwait(false))
            {
                byte[] buffer = new byte[BufferSize];
                while (true)
                {
                    receiving = true;
                    int read = await content.ReadAsync(buffer, cancel).ConfigureAwait(false);
                    receiving = false;
                    if (read == 0) break;
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
                }
                file.Flush(flushToDisk: true);
            }
            DurableFiles.MoveFile(temporary, PathOf(key));
            return key;
        }
        catch (Exception failure)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            // A failure of the disk, not of the upload.
            if (!receiving && failure is IOException or UnauthorizedAccessException)
            {
                throw new StoreException($"A file can't be written into {folder}: {failure.Message} Nothing was "
                    + "stored; check that its disk has room and can be written, then try again.", failure);
            }
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

    /// <summary>
    /// Says, within the transaction, that a row stops naming a blob; null is none. The sweep removes it as soon as no
    /// row names it, even one that was named for too short a time to be noticed.
    /// </summary>
    public void Release(string? key)
    {
        if (key is not null) _released[key] = true;
    }

    /// <summary>Removes a blob if it is there.</summary>
    public void Delete(string key)
    {
        if (File.Exists(PathOf(key))) File.Delete(PathOf(key));
        _released.TryRemove(key, out _);
    }

    /// <summary>The keys of all blobs, while nobody writes any.</summary>
    public IReadOnlyList<string> List() => Files().Where(name => Guid.TryParseExact(name, "D", out _)).ToList();

    /// <summary>Removes what a killed service had begun to write, before anybody writes.</summary>
    public void RemoveUnfinished()
    {
        foreach (string name in Files().Where(name => name.EndsWith(Unfinished, StringComparison.Ordinal)))
        {
            File.Delete(Path.Combine(folder, name));
        }
    }

    private IEnumerable<string> Files()
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)) : [];

    private string PathOf(string key) => Path.Combine(folder, Guid.Parse(key).ToString("D"));
}
