using System.Data.Common;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>
/// Removes the rows of expired jobs, which nobody can see any more; their files go with the sweep of files.
/// </summary>
internal sealed class ExpirySweep(
    ServiceStore store, BlobStore blobs, TimeProvider clock, ILogger<ExpirySweep> log)
    : IHostedLifecycleService, IDisposable
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins once the service listens.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _sweeping = SweepAsync();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public Task StopAsync(CancellationToken cancellationToken) => _sweeping.WaitAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task SweepAsync()
    {
        using PeriodicTimer timer = new(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                await RemoveExpiredAsync(clock.GetUtcNow()).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task RemoveExpiredAsync(DateTimeOffset now)
    {
        try
        {
            bool any = await store.ReadAsync(
                connection => RecognitionJobTable.AnyExpired(connection, now), _stopping.Token).ConfigureAwait(false);
            if (!any) return;
            await store.WriteAsync(transaction => Remove(transaction, now), _stopping.Token).ConfigureAwait(false);
        }
        catch (StoreException failure)
        {
            OperationLog.StoreRefused(log, failure.Message);
        }
    }

    private bool Remove(DbTransaction transaction, DateTimeOffset now)
    {
        foreach (string blob in RecognitionJobTable.DeleteExpired(transaction, now)) blobs.Release(blob);
        return true;
    }
}
