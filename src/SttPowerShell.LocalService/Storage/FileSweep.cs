using System.Threading.Channels;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// Removes files that no row names any more. At start those are all that a predecessor left; while the service runs,
/// only files that a row has named before: one that was just written, and whose row isn't committed yet, stays.
/// </summary>
internal sealed class FileSweep(
    ServiceStore store, BlobStore blobs, ModelFiles models, ScratchFolders scratch, TimeProvider clock,
    ILogger<FileSweep> log) : IHostedLifecycleService, IDisposable
{
    /// <summary>From a change to the sweep after it: several changes share one.</summary>
    internal static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A model's version before its current one.</summary>
    private readonly Dictionary<Guid, Guid> _previous = [];

    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;
    private NamedFiles _named = new(new HashSet<string>(), new Dictionary<Guid, Guid>());
    private IReadOnlyList<string> _oldBlobs = [];
    private IReadOnlyList<ModelVersion> _oldVersions = [];
    private IReadOnlyList<string> _oldScratch = [];

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Looks what is there before the first request can add to it.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Try(() =>
        {
            blobs.RemoveUnfinished();
            models.RemoveEmpty();
            _oldBlobs = blobs.List();
            _oldVersions = models.List();
            _oldScratch = scratch.List();
        });
        store.Committed += OnCommitted;
        return Task.CompletedTask;
    }

    /// <summary>Removes it once the service listens.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _sweeping = Task.Run(SweepAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public async Task StopAsync(CancellationToken cancellationToken)
        => await _sweeping.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        store.Committed -= OnCommitted;
        _stopping.Dispose();
    }

    private async Task SweepAsync()
    {
        _changed.Writer.TryWrite(true);
        bool first = true;
        await foreach (bool _ in _changed.Reader.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
        {
            if (!first) await Task.Delay(Delay, clock, _stopping.Token).ConfigureAwait(false);
            try
            {
                NamedFiles named = await store.ReadAsync(NamedFiles.Read, _stopping.Token).ConfigureAwait(false);
                if (first) RemoveLeftovers(named);
                RemoveUnnamed(named);
                _named = named;
                first = false;
            }
            catch (StoreException failure)
            {
                OperationLog.NotRemoved(log, failure.Message);
            }
        }
    }

    private void RemoveLeftovers(NamedFiles named)
    {
        foreach (string folder in _oldScratch) Try(() => Directory.Delete(folder, recursive: true));
        foreach (string blob in _oldBlobs.Where(blob => !named.Blobs.Contains(blob))) Try(() => blobs.Delete(blob));
        foreach (ModelVersion old in _oldVersions)
        {
            if (named.Versions.GetValueOrDefault(old.Model) != old.Version) Try(() => models.Remove(old));
        }
    }

    private void RemoveUnnamed(NamedFiles named)
    {
        foreach (string blob in _named.Blobs.Union(blobs.Released).Except(named.Blobs))
        {
            Try(() => blobs.Delete(blob));
        }
        foreach ((Guid model, Guid version) in _named.Versions)
        {
            if (!named.Versions.TryGetValue(model, out Guid current))
            {
                RemovePrevious(model);
                Try(() => models.Remove(new ModelVersion(model, version)));
            }
            else if (current != version)
            {
                RemovePrevious(model);
                _previous.Add(model, version);
            }
        }
    }

    private void RemovePrevious(Guid model)
    {
        if (_previous.Remove(model, out Guid version)) Try(() => models.Remove(new ModelVersion(model, version)));
    }

    private void OnCommitted() => _changed.Writer.TryWrite(true);

    private void Try(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next start tries again.
            OperationLog.NotRemoved(log, failure.Message);
        }
    }
}
