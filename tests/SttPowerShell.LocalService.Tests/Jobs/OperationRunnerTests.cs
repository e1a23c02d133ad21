using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Jobs;

public sealed class OperationRunnerTests : IDisposable
{
    private static readonly NewOperation Work = new("work", "a", "{}");

    private readonly TemporaryDirectory _folder = new();
    private readonly FakeTimeProvider _clock = new(OperationHost.Time("2026-05-01T12:00:00Z"));
    private readonly ScriptedHandler _handler = new("work");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_several_additions_with_one_key_exactly_one_succeeds()
    {
        await using OperationHost host = await OpenAsync();
        Task<Exception?>[] additions = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Record.ExceptionAsync(() => host.AddAsync(Work))))];
        Exception?[] refusals = await Task.WhenAll(additions);
        Assert.Single(refusals, refusal => refusal is null);
        Assert.All(refusals.OfType<Exception>(),
            refusal => Assert.Equal("a", Assert.IsType<OperationConflictException>(refusal).Key));
        await host.AddAsync(Work with { Key = "b" });
    }

    [Fact]
    public async Task The_key_is_free_again_when_the_operation_has_ended()
    {
        await using OperationHost host = await OpenAsync();
        await host.Runner.RunAsync(await host.AddAsync(Work), null, default);
        Guid second = await host.AddAsync(Work);
        _handler.Work = (_, _) => throw new OperationFailedException("it is broken");
        await host.ExecuteAsync("DELETE FROM setting");
        await host.Runner.RunAsync(second, null, default);
        Assert.Equal("failed 1 it is broken", await host.RowAsync(second));
        Assert.Equal("it is broken", await host.PublishedAsync("a"));
        await host.AddAsync(Work);
    }

    [Fact]
    public async Task A_publication_that_fails_leaves_nothing_and_is_attempted_again()
    {
        await using OperationHost host = await OpenAsync();
        Guid id = await host.AddAsync(Work);
        _handler.Published = _ => throw new InvalidOperationException("half way");
        await host.Runner.RunAsync(id, null, default);
        Assert.Equal(("queued 1 half way", ""), (await host.RowAsync(id), await host.PublishedAsync("a")));
        _handler.Published = _ => { };
        await host.Runner.RunAsync(id, null, default);
        Assert.Equal(("done 2 -", "result 2"), (await host.RowAsync(id), await host.PublishedAsync("a")));
    }

    [Fact]
    public async Task An_operation_is_ended_before_its_result_is_published()
    {
        await using OperationHost host = await OpenAsync();
        bool? active = null;
        _handler.Published = transaction => active = OperationTable.IsActive(transaction, "a");
        await host.Runner.RunAsync(await host.AddAsync(Work), null, default);
        Assert.False(active);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_attempt_that_ends_after_another_has_begun_changes_nothing(bool failing)
    {
        await using OperationHost host = await OpenAsync();
        Guid id = await host.AddAsync(Work);
        using SemaphoreSlim proceed = new(0);
        _handler.Work = async (claim, _) =>
        {
            if (claim.Attempt > 1) return;
            await proceed.WaitAsync(CancellationToken.None);
            if (failing) throw new OperationFailedException("too late");
        };
        Task late = host.Runner.RunAsync(id, null, default);
        await host.WaitForAsync(id, "running 1 -");
        await OtherRunner(host).RunAsync(id, null, default);
        Assert.Equal("done 2 -", await host.RowAsync(id));
        Guid next = await host.AddAsync(Work);
        proceed.Release();
        await late;
        Assert.Equal(("done 2 -", "result 2"), (await host.RowAsync(id), await host.PublishedAsync("a")));
        Assert.Equal("queued 0 -", await host.RowAsync(next));
    }

    [Fact]
    public async Task What_was_planned_before_an_attempt_was_made_does_not_run_after_it()
    {
        await using OperationHost host = await OpenAsync();
        Guid id = await host.AddAsync(Work);
        _handler.Published = _ => throw new InvalidOperationException("half way");
        await host.Runner.RunAsync(id, 0, default);
        _handler.Published = _ => { };
        await host.Runner.RunAsync(id, 0, default);
        Assert.Equal("queued 1 half way", await host.RowAsync(id));
        await host.Runner.RunAsync(id, 1, default);
        Assert.Equal("done 2 -", await host.RowAsync(id));
    }

    [Fact]
    public async Task It_is_not_run_twice_at_once()
    {
        await using OperationHost host = await OpenAsync();
        Guid id = await host.AddAsync(Work);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => host.Runner.RunAsync(id, null, default))));
        Assert.Single(_handler.Runs);
    }

    [Fact]
    public async Task One_of_a_kind_that_nobody_handles_fails_instead_of_locking_its_key()
    {
        await using OperationHost host = await OpenAsync();
        Guid id = await host.AddAsync(Work with { Kind = "of a newer version" });
        await host.Runner.RunAsync(id, null, default);
        Assert.Equal("failed 1 This version of the service can't do it.", await host.RowAsync(id));
    }

    [Fact]
    public async Task One_whose_failure_can_not_be_published_fails_instead_of_locking_its_key()
    {
        await using OperationHost host = await OpenAsync();
        // The handler finds another text than it writes, and throws.
        await host.ExecuteAsync("INSERT INTO setting (name, value) VALUES ('a', 'already there')");
        _handler.Work = (_, _) => throw new OperationFailedException("it is broken");
        Guid id = await host.AddAsync(Work);
        await host.Runner.RunAsync(id, null, default);
        Assert.Equal("failed 1 it is broken", await host.RowAsync(id));
    }

    [Fact]
    public async Task Each_attempt_has_a_folder_of_its_own_that_is_removed()
    {
        await using OperationHost host = await OpenAsync();
        List<string> folders = [];
        _handler.Work = (claim, _) =>
        {
            folders.Add(host.Get<ScratchFolders>().Create(claim));
            File.WriteAllText(Path.Combine(folders[^1], "file"), "text");
            return claim.Attempt < 2 ? throw new InvalidOperationException("again") : Task.CompletedTask;
        };
        Guid id = await host.AddAsync(Work);
        await host.Runner.RunAsync(id, null, default);
        await host.Runner.RunAsync(id, null, default);
        Assert.Equal(2, folders.Distinct().Count());
        Assert.All(folders, folder => Assert.StartsWith(host.Data.ScratchPath, folder, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(host.Data.ScratchPath));
    }

    [Fact]
    public async Task Ended_operations_are_forgotten_after_a_week()
    {
        await using OperationHost host = await OpenAsync();
        Guid old = await host.AddAsync(Work);
        await host.Runner.RunAsync(old, null, default);
        await host.ExecuteAsync("DELETE FROM setting");
        _clock.Advance(OperationRunner.Kept + TimeSpan.FromSeconds(1));
        Guid next = await host.AddAsync(Work);
        await host.Runner.RunAsync(next, null, default);
        Assert.Equal(("", "done 1 -"), (await host.RowAsync(old), await host.RowAsync(next)));
    }

    private Task<OperationHost> OpenAsync() => OperationHost.OpenAsync(_folder.File("data"), _clock, _handler);

    /// <summary>As in another process, that takes this one for dead.</summary>
    private OperationRunner OtherRunner(OperationHost host) => new(
        host.Store, host.Get<OperationQueue>(), [_handler], host.Get<ScratchFolders>(), _clock,
        NullLogger<OperationRunner>.Instance);
}
