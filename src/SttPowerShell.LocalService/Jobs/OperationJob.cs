using Quartz;
using Quartz.Extensibility;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>
/// The scheduler's only class of job. Its trigger carries an operation's id and fence; all else is in the store.
/// </summary>
internal sealed class OperationJob(Func<Guid, long, Task> run) : IJob
{
    /// <summary>The one job that all triggers are for.</summary>
    public static JobKey Key { get; } = new("operation");

    private const string Id = "id";
    private const string Fence = "fence";

    public static ITrigger TriggerFor(WaitingOperation operation, OperationGroup group, TimeProvider clock)
        => TriggerBuilder.Create(clock)
            .ForJob(Key)
            // The fence keeps an attempt that is just ending and the next one apart.
            .WithIdentity($"{operation.Id:D}/{operation.Fence}")
            .UsingJobData(Id, operation.Id.ToString("D"))
            .UsingJobData(Fence, operation.Fence)
            .WithExecutionGroup(group.ToString())
            .StartAt(operation.NotBefore ?? clock.GetUtcNow())
            .Build();

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        JobDataMap data = context.Trigger.JobDataMap;
        await run(Guid.Parse(data.GetString(Id)!), data.GetLong(Fence)).ConfigureAwait(false);
    }

    /// <summary>Makes the job for each trigger that fires.</summary>
    public sealed class Factory(Func<Guid, long, Task> run) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(
            TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken)
            => ValueTask.FromResult(new JobScope(new OperationJob(run)));

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
