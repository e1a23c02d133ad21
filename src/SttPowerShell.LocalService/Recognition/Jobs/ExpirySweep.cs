using System.Data.Common;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>
/// Removes the rows of expired jobs, which nobody can see any more; their files go with the sweep of files.
/// </summary>
internal sealed class ExpirySweep(
    ServiceStore store, BlobStore blobs, TimeProvider clock, ILogger<ExpirySweep> log) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                DateTimeOffset now = clock.GetUtcNow();
                if (!await store.ReadAsync(connection => RecognitionJobTable.AnyExpired(connection, now), stoppingToken)
                    .ConfigureAwait(false)) continue;
                await store.WriteAsync(transaction => Remove(transaction, now), stoppingToken).ConfigureAwait(false);
            }
            catch (StoreException failure)
            {
                OperationLog.StoreRefused(log, failure.Message);
            }
        }
    }

    private bool Remove(DbTransaction transaction, DateTimeOffset now)
    {
        foreach (string blob in RecognitionJobTable.DeleteExpired(transaction, now)) blobs.Release(blob);
        return true;
    }
}
