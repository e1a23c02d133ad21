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
        await using OperationHost host = await OperationHost.StartAsync(
            Data, null, training, new ScriptedHandler("work"));
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

    [Fact]
    public async Task One_that_waited_long_for_a_place_still_runs()
    {
        FakeTimeProvider clock = new(OperationHost.Time("2026-05-01T12:00:00Z"));
        using SemaphoreSlim proceed = new(0);
        ScriptedHandler handler = new("train", OperationGroup.Training)
            { Work = (_, cancel) => proceed.WaitAsync(cancel) };
        await using OperationHost host = await OperationHost.StartAsync(Data, clock, handler);
        Guid first = await host.AddAndDispatchAsync(new NewOperation("train", "a", "{}"));
        await host.WaitForAsync(first, "running 1 -");
        Guid second = await host.AddAndDispatchAsync(new NewOperation("train", "b", "{}"));
        for (int hour = 0; hour < 5; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(20);
        }
        Assert.Equal("queued 0 -", await host.RowAsync(second));
        proceed.Release(2);
        await host.WaitForAsync(first, "done 1 -");
        await host.WaitForAsync(second, "done 1 -");
    }

    [Fact]
    public async Task A_failed_attempt_is_repeated_after_a_while_and_the_third_is_the_last()
    {
        FakeTimeProvider clock = new(OperationHost.Time("2026-05-01T12:00:00Z"));
        ScriptedHandler handler = new("work")
        {
            Work = (claim, _) => throw new InvalidOperationException($"no luck with {claim.Attempt}"),
        };
        await using OperationHost host = await OperationHost.StartAsync(Data, clock, handler);
        Guid id = await host.AddAndDispatchAsync(new NewOperation("work", "a", "{}"));
        await host.WaitForAsync(id, "queued 1 no luck with 1");
        clock.Advance(OperationRunner.FirstBackOff - TimeSpan.FromSeconds(1));
        await Task.Delay(50);
        Assert.Equal("queued 1 no luck with 1", await host.RowAsync(id));
        clock.Advance(TimeSpan.FromSeconds(1));
        await host.WaitForAsync(id, "queued 2 no luck with 2");
        clock.Advance(OperationRunner.FirstBackOff);
        await Task.Delay(50);
        Assert.Equal("queued 2 no luck with 2", await host.RowAsync(id));
        clock.Advance(OperationRunner.FirstBackOff);
        await host.WaitForAsync(id, "failed 3 Processing failed three times: no luck with 3");
        Assert.Equal("Processing failed three times: no luck with 3", await host.PublishedAsync("a"));
    }

    [Fact]
    public async Task A_stop_of_the_service_ends_what_runs_and_does_not_count_as_an_attempt()
    {
        ScriptedHandler handler = new("work") { Work = (_, cancel) => Task.Delay(Timeout.Infinite, cancel) };
        Guid id;
        await using (OperationHost host = await OperationHost.StartAsync(Data, null, handler))
        {
            id = await host.AddAndDispatchAsync(new NewOperation("work", "a", "{}"));
            await host.WaitForAsync(id, "running 1 -");
            await host.StopAsync();
            Assert.Equal("queued 0 -", await host.RowAsync(id));
        }
        handler.Work = (_, _) => Task.CompletedTask;
        await using OperationHost next = await OperationHost.StartAsync(Data, null, handler);
        await next.WaitForAsync(id, "done 1 -");
        Assert.Equal([1L, 2L], handler.Runs.Select(claim => claim.Fence));
    }

    [Fact]
    public async Task What_a_killed_service_was_running_begins_anew_at_the_next_start()
    {
        Guid id;
        await using (OperationHost killed = await OperationHost.OpenAsync(Data, null))
        {
            id = await killed.AddAsync(new NewOperation("work", "a", "{}"));
            await killed.ClaimAndDieAsync(id);
            Assert.Equal("running 1 -", await killed.RowAsync(id));
        }
        ScriptedHandler handler = new("work");
        await using OperationHost host = await OperationHost.StartAsync(Data, null, handler);
        await host.WaitForAsync(id, "done 2 -");
        Assert.Equal("result 2", await host.PublishedAsync("a"));
    }

    [Fact]
    public async Task What_took_the_service_with_it_three_times_fails_and_is_free_again()
    {
        Guid id;
        await using (OperationHost killed = await OperationHost.OpenAsync(Data, null))
        {
            id = await killed.AddAsync(new NewOperation("work", "a", "{}"));
            for (int i = 0; i < OperationRunner.MostAttempts; i++)
            {
                await killed.ClaimAndDieAsync(id);
                await killed.ExecuteAsync("UPDATE operation SET owner = 'another'");
            }
        }
        ScriptedHandler handler = new("work");
        await using OperationHost host = await OperationHost.StartAsync(Data, null, handler);
        await host.WaitForAsync(id, "failed 4 Processing was interrupted three times.");
        Assert.Equal("Processing was interrupted three times.", await host.PublishedAsync("a"));
        Assert.Empty(handler.Runs);
        handler.Work = (_, _) => Task.CompletedTask;
        await host.AddAsync(new NewOperation("work", "a", "{}"));
    }
}
