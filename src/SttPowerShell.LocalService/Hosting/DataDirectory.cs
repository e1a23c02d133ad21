using SttPowerShell.Client.Local;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Hosting;

/// <summary>
/// The folder that holds everything the service keeps. It belongs to one process at a time: while it is open, the
/// process holds an exclusive lock, which the system releases however the process ends.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a service that is just stopping may hold the lock: its shutdown limit and a margin.</summary>
    private static readonly TimeSpan StoppingTime = ServiceHosting.ShutdownTimeout + TimeSpan.FromSeconds(1);

    private readonly FileStream _lock;

    private DataDirectory(string root, FileStream heldLock)
    {
        Root = root;
        _lock = heldLock;
    }

    public string Root { get; }
    public string StorePath => Path.Combine(Root, "store.db");

    /// <summary>What users have uploaded: <see cref="BlobStore"/>.</summary>
    public string BlobsPath => Path.Combine(Root, "blobs");

    /// <summary>What training has made: <see cref="ModelFiles"/>.</summary>
    public string ModelsPath => Path.Combine(Root, "models");

    /// <summary>Where operations work: <see cref="ScratchFolders"/>.</summary>
    public string ScratchPath => Path.Combine(Root, "scratch");

    public string EndpointPath => Path.Combine(Root, LocalServiceEndpoint.FileName);

    /// <summary>Opens the given directory, or the user's own, and makes it if it isn't there.</summary>
    /// <exception cref="StartupException">It can't be written, or another service has it.</exception>
    public static async Task<DataDirectory> OpenAsync(string? path, CancellationToken cancel)
    {
        string root = Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? DefaultPath() : path);
        try
        {
            OwnFile.CreateDirectory(root);
            return new DataDirectory(root, await LockAsync(root, cancel).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data directory {root} can't be used: {failure.Message}", failure);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static string DefaultPath()
    {
        try
        {
            return LocalServiceDirectories.Data;
        }
        catch (InvalidOperationException failure)
        {
            throw new StartupException(failure.Message, failure);
        }
    }

    private static async Task<FileStream> LockAsync(string root, CancellationToken cancel)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(root, "service.lock"), OwnFile.Options(FileMode.OpenOrCreate));
            }
            catch (IOException held) when (IsSharingViolation(held))
            {
                // A holder without an endpoint file is starting or stopping.
                LocalServiceEndpoint? holder = await EndpointFile.ReadAsync(root, cancel).ConfigureAwait(false);
                if (holder is not null || TimeProvider.System.GetElapsedTime(begun) > StoppingTime)
                {
                    throw new StartupException($"The data directory {root} is in use by another service"
                        + (holder is null ? "." : $" (process {holder.ProcessId} at {holder.Uri})."), held);
                }
            }
            await Task.Delay(PollInterval, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>EWOULDBLOCK of flock(2), as .NET reports it: 11 on Linux, 35 on macOS; Windows' own code.</summary>
    private static bool IsSharingViolation(IOException failure)
        => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
