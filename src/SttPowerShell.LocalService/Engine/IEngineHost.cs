namespace SttPowerShell.LocalService.Engine;

/// <summary>Owns the engine: finds or fetches its files, loads it in the background, and disposes it.</summary>
internal interface IEngineHost
{
    EngineState State { get; }

    /// <summary>The engine once it is loaded.</summary>
    /// <exception cref="EngineUnavailableException">It can't be loaded.</exception>
    Task<ISpeechEngine> GetAsync(CancellationToken cancel);
}
