using System.Data.Common;
using Quartz;
using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>
/// Has operations run when their time has come and their group has a place free. The scheduler, Quartz with its store
/// in memory, knows nothing but ids and times: at start it gets all that waits in the table, later what is dispatched.
/// It is loaded with the first operation: a service that trains nothing neither waits for it nor holds its memory.
/// </summary>
internal sealed class OperationDispatcher(
    ServiceStore store, OperationQueue queue, OperationRunner runner, UsageWatch usage, TimeProvider clock,
    ILogger<OperationDispatcher> log) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _dispatching = Task.CompletedTask;
    private IScheduler? _scheduler;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _dispatching = Task.Run(DispatchAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Ends operations while the last requests are still answered.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public Task StopAsync(CancellationToken cancellationToken) => _dispatching.WaitAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task DispatchAsync()
    {
        try
        {
            await FeedAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The service stops.
        }
        catch (Exception failure)
        {
            OperationLog.DispatcherFailed(log, failure);
        }
        finally
        {
            // Its end is the end of all that runs.
            if (_scheduler is not null) await _scheduler.Shutdown(waitForJobsToComplete: true).ConfigureAwait(false);
        }
    }

    private async Task<IScheduler> StartSchedulerAsync()
    {
        IScheduler scheduler = await QuartzSchedulerBuilder
            .Create(quartz => quartz
                // Now and then Quartz 4.7.3 misses that something was scheduled, until it next looks.
                .ConfigureScheduler(scheduler => scheduler.IdleWaitTime = TimeSpan.FromSeconds(1))
                .UseInMemoryStore()
                .UseTimeProvider(clock)
                .UseJobFactory(new OperationJob.Factory(RunAsync))
                .UseDefaultThreadPool(maxConcurrency: Places.Values.Sum())
                .UseExecutionLimits(limits =>
                {
                    foreach ((OperationGroup group, int places) in Places) limits.ForGroup(group.ToString(), places);
                }))
            .BuildScheduler(_stopping.Token).ConfigureAwait(false);
        IJobDetail job = JobBuilder.Create<OperationJob>().WithIdentity(OperationJob.Key).StoreDurably().Build();
        await scheduler.AddJob(job, cancellationToken: _stopping.Token).ConfigureAwait(false);
        await scheduler.Start(_stopping.Token).ConfigureAwait(false);
        return scheduler;
    }

    /// <summary>How many operations of a group run at once.</summary>
    private static IReadOnlyDictionary<OperationGroup, int> Places { get; } = new Dictionary<OperationGroup, int>
    {
        [OperationGroup.Analysis] = Environment.ProcessorCount,
        [OperationGroup.Training] = 1,
        [OperationGroup.Recognition] = Environment.ProcessorCount,
        [OperationGroup.Notification] = 4,
    };

    private async Task FeedAsync()
    {
        IReadOnlyList<WaitingOperation> left = await ReadAsync(
            connection => OperationTable.ListWaiting(connection, runner.Owner)).ConfigureAwait(false);
        foreach (WaitingOperation operation in left) await ScheduleAsync(operation).ConfigureAwait(false);
        await foreach (Guid id in queue.Dispatched.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
        {
            WaitingOperation? operation = await ReadAsync(
                connection => OperationTable.FindWaiting(connection, id, runner.Owner)).ConfigureAwait(false);
            if (operation is not null) await ScheduleAsync(operation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads, again and again if the store can't be read: nothing that waits may be forgotten.</summary>
    private async Task<T> ReadAsync<T>(Func<DbConnection, T> read)
    {
        while (true)
        {
            try
            {
                return await store.ReadAsync(read, _stopping.Token).ConfigureAwait(false);
            }
            catch (StoreException failure)
            {
                OperationLog.StoreRefused(log, failure.Message);
            }
            await Task.Delay(OperationRunner.StoreBackOff, clock, _stopping.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Schedules an attempt, unless it already is.</summary>
    private async Task ScheduleAsync(WaitingOperation operation)
    {
        _scheduler ??= await StartSchedulerAsync().ConfigureAwait(false);
        await _scheduler.ScheduleTrigger(
            OperationJob.TriggerFor(operation, runner.GroupOf(operation.Kind), clock),
            TriggerConflict.Keep, _stopping.Token).ConfigureAwait(false);
    }

    private async Task RunAsync(Guid id, long fence)
    {
        // A service that ends by itself doesn't leave work half done.
        using IDisposable use = usage.Request();
        try
        {
            await runner.RunAsync(id, fence, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next start dispatches it again.
        }
        catch (Exception failure)
        {
            OperationLog.DispatcherFailed(log, failure);
        }
    }
}
