using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Tests.Engine;

public sealed class EngineHostTests
{
    [Fact]
    public async Task It_loads_after_the_server_has_started_and_not_before()
    {
        await using TestHost test = new();
        IHostedLifecycleService service = test.Host;
        await service.StartingAsync(default);
        await service.StartAsync(default);
        Assert.Equal(0, test.Loads);
        await service.StartedAsync(default);
        Assert.Same(test.Engine, await test.Host.GetAsync(default));
        Assert.True(test.Host.State.Ready);
        Assert.Equal(1, test.Loads);
    }

    [Fact]
    public async Task While_it_loads_the_state_says_what_is_going_on()
    {
        await using TestHost test = new();
        TaskCompletionSource go = new();
        test.Gate = go.Task;
        Task<ISpeechEngine> engine = test.Host.GetAsync(default);
        await test.Begun.Task;
        Assert.Equal(new EngineState(false, "Fetching"), test.Host.State);
        go.SetResult();
        await engine;
        Assert.True(test.Host.State.Ready);
    }

    [Fact]
    public async Task After_a_failure_another_attempt_is_made_for_who_asks_30_seconds_later()
    {
        await using TestHost test = new();
        test.Failure = new EngineUnavailableException("offline");
        await Assert.ThrowsAsync<EngineUnavailableException>(() => test.Host.GetAsync(default));
        Assert.Equal("offline", test.Host.State.Error);
        test.Clock.Advance(TimeSpan.FromSeconds(29));
        await Assert.ThrowsAsync<EngineUnavailableException>(() => test.Host.GetAsync(default));
        Assert.Equal(1, test.Loads);
        test.Failure = null;
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        // A client that waits for it reads the state.
        _ = test.Host.State;
        Assert.Same(test.Engine, await test.Host.GetAsync(default));
        Assert.Equal(2, test.Loads);
        Assert.Equal(new EngineState(true, "Ready"), test.Host.State);
    }

    [Fact]
    public async Task One_who_gives_up_waiting_does_not_stop_the_others()
    {
        await using TestHost test = new();
        TaskCompletionSource go = new();
        test.Gate = go.Task;
        using CancellationTokenSource cancel = new();
        Task<ISpeechEngine> impatient = test.Host.GetAsync(cancel.Token);
        Task<ISpeechEngine> patient = test.Host.GetAsync(default);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        go.SetResult();
        Assert.Same(test.Engine, await patient);
    }

    [Fact]
    public async Task Disposal_ends_a_fetch_and_frees_the_engine_once()
    {
        TestHost test = new();
        await test.Host.GetAsync(default);
        await test.DisposeAsync();
        await test.Host.DisposeAsync();
        Assert.Equal(1, test.Engine.Disposals);
        TestHost fetching = new() { Gate = Task.Delay(Timeout.Infinite) };
        Task<ISpeechEngine> waiting = fetching.Host.GetAsync(default);
        await fetching.DisposeAsync();
        await Assert.ThrowsAsync<EngineUnavailableException>(() => waiting);
    }

    private sealed class TestHost : IAsyncDisposable
    {
        public TestHost() => Host = new EngineHost(LoadAsync, Clock, NullLogger<EngineHost>.Instance);

        public EngineHost Host { get; }
        public FakeTimeProvider Clock { get; } = new();
        public CountingEngine Engine { get; } = new();
        public Exception? Failure { get; set; }
        public Task Gate { get; set; } = Task.CompletedTask;
        public TaskCompletionSource Begun { get; } = new();
        public int Loads { get; private set; }

        public ValueTask DisposeAsync() => Host.DisposeAsync();

        private async Task<ISpeechEngine> LoadAsync(Action<string> status, CancellationToken cancel)
        {
            Loads++;
            status("Fetching");
            Begun.TrySetResult();
            await Gate.WaitAsync(cancel);
            return Failure is null ? Engine : throw Failure;
        }
    }

    private sealed class CountingEngine : ISpeechEngine
    {
        public int Disposals { get; private set; }
        public int SampleRate => 16000;
        public string Dictionary => throw new NotSupportedException();

        public Task<IReadOnlyList<Hypothesis>> DecodeAsync(
            ReadOnlyMemory<short> utterance, DecodingOptions options, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<string>> UnknownWordsAsync(
            IReadOnlyCollection<string> words, DecodingOptions options, CancellationToken cancel)
            => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            Disposals++;
            return ValueTask.CompletedTask;
        }
    }
}
