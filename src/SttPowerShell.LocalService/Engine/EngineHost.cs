namespace SttPowerShell.LocalService.Engine;

/// <summary>Finds and loads an engine, telling what it is doing meanwhile.</summary>
/// <exception cref="EngineUnavailableException">There is none to be had, or it can't be loaded.</exception>
internal delegate Task<ISpeechEngine> EngineLoader(Action<string> status, CancellationToken cancel);

/// <summary>
/// Loads the engine once the server listens, so that a start isn't held up by it, or earlier when somebody asks for
/// it. After a failure, whoever asks 30 s later or more begins another attempt: a network may be back.
/// </summary>
internal sealed partial class EngineHost(EngineLoader load, TimeProvider clock, ILogger<EngineHost> log)
    : IHostedLifecycleService, IEngineHost, IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private volatile EngineState _state = new(false, "Starting");
    private Task<ISpeechEngine>? _loading;
    private long _failedAt;
    private bool _disposed;

    /// <summary>To read it counts as asking for the engine: a client that waits for it polls this.</summary>
    public EngineState State
    {
        get
        {
            if (_state.Error is not null) _ = Loading();
            return _state;
        }
    }

    public Task<ISpeechEngine> GetAsync(CancellationToken cancel) => Loading().WaitAsync(cancel);

    /// <summary>Waits for decodings in progress and frees the engine.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<ISpeechEngine>? loading;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            loading = _loading;
        }
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (loading is not null)
        {
            await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (loading.IsCompletedSuccessfully)
            {
                await (await loading.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
        }
        _stopping.Dispose();
    }

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken)
    {
        // A failure is in the state and in the log; the server goes on without the engine.
        _ = Loading();
        return Task.CompletedTask;
    }

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<ISpeechEngine> Loading()
    {
        lock (_gate)
        {
            bool again = _loading is { IsCompleted: true, IsCompletedSuccessfully: false }
                && clock.GetElapsedTime(_failedAt) >= RetryAfter;
            if (!_disposed && (_loading is null || again)) _loading = Task.Run(LoadAsync, CancellationToken.None);
            return _loading ?? Task.FromException<ISpeechEngine>(new ObjectDisposedException(nameof(EngineHost)));
        }
    }

    private async Task<ISpeechEngine> LoadAsync()
    {
        _state = new EngineState(false, "Looking for the recogniser");
        long begun = clock.GetTimestamp();
        try
        {
            ISpeechEngine engine = await load(
                status => _state = new EngineState(false, status), _stopping.Token).ConfigureAwait(false);
            _state = new EngineState(true, "Ready");
            double seconds = clock.GetElapsedTime(begun).TotalSeconds;
            LogLoaded(log, seconds);
            return engine;
        }
        catch (OperationCanceledException)
        {
            throw new EngineUnavailableException("The service is stopping.");
        }
        catch (Exception e)
        {
            _failedAt = clock.GetTimestamp();
            EngineUnavailableException failure = e as EngineUnavailableException
                ?? new EngineUnavailableException($"The recogniser can't be loaded: {e.Message}", e);
            _state = new EngineState(false, "There is no recogniser", failure.Message);
            LogFailed(log, failure.Message);
            throw failure;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The recogniser is ready after {Seconds:0.0} s.")]
    private static partial void LogLoaded(ILogger log, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "There is no recogniser: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
