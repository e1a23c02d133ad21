using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Custom models of one type: <c>/v1/customizations</c> or <c>/v1/acoustic_customizations</c>.</summary>
internal sealed class CustomModelsResource
{
    /// <summary>All models of these credentials, or those of one language such as en-US.</summary>
    public Task<IReadOnlyList<CustomModel>> ListAsync(string? language, CancellationToken cancel) => throw new NotSupportedException();
    public Task<CustomModel> GetAsync(string id, CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>Creates a model and gives its id.</summary>
    public Task<string> CreateAsync(NewCustomModel model, CancellationToken cancel) => throw new NotSupportedException();
    public Task ResetAsync(string id, CancellationToken cancel) => throw new NotSupportedException();
    public Task DeleteAsync(string id, CancellationToken cancel) => throw new NotSupportedException();
}
