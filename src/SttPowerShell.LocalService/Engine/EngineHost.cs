using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Engine;

/// <summary>
/// Loads the engine once the server listens, so that a start isn't held up by it, or earlier when somebody asks for
/// it. After a failure, whoever asks 30 s later or more begins another attempt: a network may be back.
/// </summary>
internal sealed partial class EngineHost : BackgroundService, IEngineHost, IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly Func<Action<string>, CancellationToken, Task<ISpeechEngine>> _load;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _clock;
    private readonly ILogger<EngineHost> _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private volatile EngineState _state = new(false, "Starting");
    private Task<ISpeechEngine>? _loading;
    private long _failedAt;
    private bool _disposed;

    public EngineHost(IHostApplicationLifetime lifetime, ILogger<EngineHost> log)
        : this(LoadPocketSphinxAsync, lifetime, TimeProvider.System, log)
    {
    }

    /// <summary>With another way to find and load the engine, which tells what it is doing, and another clock.</summary>
    internal EngineHost(
        Func<Action<string>, CancellationToken, Task<ISpeechEngine>> load, IHostApplicationLifetime lifetime,
        TimeProvider clock, ILogger<EngineHost> log)
    {
        _load = load;
        _lifetime = lifetime;
        _clock = clock;
        _log = log;
    }

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
        base.Dispose();
        _stopping.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration listening = _lifetime.ApplicationStarted.Register(started.SetResult);
        // A server that can't listen is stopped before it has started; to be cancelled then is no failure to log.
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested) return;
        // A failure is in the state and in the log; the server goes on without the engine.
        await ((Task)Loading()).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<ISpeechEngine> LoadPocketSphinxAsync(Action<string> status, CancellationToken cancel)
    {
        EngineFiles files = await EngineSupply.ForUser().FindAsync(status, cancel).ConfigureAwait(false);
        status("Loading the recogniser");
        return await PocketSphinxEngine.LoadAsync(files, Environment.ProcessorCount, cancel).ConfigureAwait(false);
    }

    private Task<ISpeechEngine> Loading()
    {
        lock (_gate)
        {
            bool again = _loading is { IsCompleted: true, IsCompletedSuccessfully: false }
                && _clock.GetElapsedTime(_failedAt) >= RetryAfter;
            if (!_disposed && (_loading is null || again)) _loading = Task.Run(LoadAsync, CancellationToken.None);
            return _loading ?? Task.FromException<ISpeechEngine>(new ObjectDisposedException(nameof(EngineHost)));
        }
    }

    private async Task<ISpeechEngine> LoadAsync()
    {
        _state = new EngineState(false, "Looking for the recogniser");
        long begun = _clock.GetTimestamp();
        try
        {
            ISpeechEngine engine = await _load(
                status => _state = new EngineState(false, status), _stopping.Token).ConfigureAwait(false);
            _state = new EngineState(true, "Ready");
            double seconds = _clock.GetElapsedTime(begun).TotalSeconds;
            LogLoaded(_log, seconds);
            return engine;
        }
        catch (OperationCanceledException)
        {
            throw new EngineUnavailableException("The service is stopping.");
        }
        catch (Exception e)
        {
            _failedAt = _clock.GetTimestamp();
            EngineUnavailableException failure = e as EngineUnavailableException
                ?? new EngineUnavailableException($"The recogniser can't be loaded: {e.Message}", e);
            _state = new EngineState(false, "There is no recogniser", failure.Message);
            LogFailed(_log, failure);
            throw failure;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The recogniser is ready after {Seconds:0.0} s.")]
    private static partial void LogLoaded(ILogger log, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "There is no recogniser.")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
