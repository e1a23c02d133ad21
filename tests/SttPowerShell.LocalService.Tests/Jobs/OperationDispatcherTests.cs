using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Jobs;

public sealed class OperationDispatcherTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dispatched_operation_runs_and_is_done_with_its_publication()
    {
        ScriptedHandler handler = new("work");
        await using OperationHost host = await OperationHost.StartAsync(Data, null, handler);
        Guid id = await host.AddAndDispatchAsync(new NewOperation("work", "a", """{"n":1}"""));
        await host.WaitForAsync(id, "done 1 -");
        Assert.Equal("result 1", await host.PublishedAsync("a"));
        Claim claim = Assert.Single(handler.Runs);
        Assert.Equal((id, "work", "a", """{"n":1}""", 1), (
            claim.OperationId, claim.Kind, claim.Key, claim.Payload, claim.Attempt));
    }

    [Fact]
    public async Task What_was_committed_and_never_dispatched_runs_at_the_next_start()
    {
        Guid id;
        await using (OperationHost before = await OperationHost.OpenAsync(Data, null))
        {
            id = await before.AddAsync(new NewOperation("work", "a", "{}"));
        }
        await using OperationHost host = await OperationHost.StartAsync(Data, null, new ScriptedHandler("work"));
        await host.WaitForAsync(id, "done 1 -");
    }

    [Fact]
    public async Task Trainings_run_one_after_the_other_and_do_not_hold_up_analyses()
    {
        int running = 0, most = 0;
        using SemaphoreSlim proceed = new(0);
        ScriptedHandler training = new("train", OperationGroup.Training)
        {
            Work = async (_, cancel) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await proceed.WaitAsync(cancel);
                Interlocked.Decrement(ref running);
            },
        };
        await using OperationHost host = await OperationHost.StartAsync(Data, null, training, new ScriptedHandler("work"));
        List<Guid> trainings = [];
        for (int i = 0; i < 5; i++)
        {
            trainings.Add(await host.AddAndDispatchAsync(new NewOperation("train", $"{i}", "{}")));
        }
        await host.WaitForAsync(await host.AddAndDispatchAsync(new NewOperation("work", "a", "{}")), "done 1 -");
        proceed.Release(trainings.Count);
        foreach (Guid id in trainings) await host.WaitForAsync(id, "done 1 -");
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task One_that_may_not_begin_yet_waits_for_its_time()
    {
        FakeTimeProvider clock = new(OperationHost.Time("2026-05-01T12:00:00Z"));
        ScriptedHandler handler = new("work");
        await using OperationHost host = await OperationHost.StartAsync(Data, clock, handler);
        Guid later = await host.AddAndDispatchAsync(
            new NewOperation("work", "later", "{}") { NotBefore = clock.GetUtcNow() + TimeSpan.FromHours(1) });
        Guid now = await host.AddAndDispatchAsync(new NewOperation("work", "now", "{}"));
        await host.WaitForAsync(now, "done 1 -");
        Assert.Equal("queued 0 -", await host.RowAsync(later));
        clock.Advance(TimeSpan.FromHours(1));
        await host.WaitForAsync(later, "done 1 -");
    }
}
