using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>An engine host whose engine is there already.</summary>
internal sealed class ReadyEngine(ISpeechEngine engine) : IEngineHost
{
    public EngineState State => new(true, "Ready");

    public Task<ISpeechEngine> GetAsync(CancellationToken cancel) => Task.FromResult(engine);
}
