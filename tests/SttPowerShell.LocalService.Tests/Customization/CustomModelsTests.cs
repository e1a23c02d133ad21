using Microsoft.Extensions.Logging.Abstractions;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization;

public sealed class CustomModelsTests
{
    [Fact]
    public async Task An_owner_has_at_most_1024_models_of_a_type()
    {
        using TemporaryDirectory folder = new();
        using ServiceStore store = ServiceStore.Open(folder.File("store.db"));
        CustomModels models = new(store, TimeProvider.System, NullLogger<CustomModels>.Instance);
        NewCustomModel request = new() { Name = "a model", BaseModelName = "en-US_BroadbandModel" };
        CustomModelScope scope = new(Guid.NewGuid(), CustomModelType.Language);
        for (int i = 0; i < 1024; i++) await models.CreateAsync(scope, request, CancellationToken.None);

        RequestRefusedException refused = await Assert.ThrowsAsync<RequestRefusedException>(
            () => models.CreateAsync(scope, request, CancellationToken.None));
        Assert.Equal((400, "The maximum of 1024 custom language models is reached"), (refused.Status, refused.Message));
        await models.CreateAsync(scope with { Type = CustomModelType.Acoustic }, request, CancellationToken.None);
        await models.CreateAsync(scope with { Owner = Guid.NewGuid() }, request, CancellationToken.None);
        await models.DeleteAsync(scope, (await models.ListAsync(scope, null, CancellationToken.None))[0].Id, default);
        await models.CreateAsync(scope, request, CancellationToken.None);
    }
}
