using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Base models: <c>/v1/models</c>.</summary>
internal sealed class ModelsResource
{
    public Task<IReadOnlyList<SpeechModel>> ListAsync(CancellationToken cancel) => throw new NotSupportedException();
    public Task<SpeechModel> GetAsync(string name, CancellationToken cancel) => throw new NotSupportedException();
}
