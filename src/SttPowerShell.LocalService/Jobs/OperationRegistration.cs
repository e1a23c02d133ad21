using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>Registers the queue of operations and what runs them. Handlers are registered where they live.</summary>
internal static class OperationRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services, DataDirectory data) => services
        .AddSingleton(new ScratchFolders(data.ScratchPath))
        .AddSingleton<OperationQueue>()
        .AddSingleton<IOperationQueue>(provider => provider.GetRequiredService<OperationQueue>())
        .AddSingleton<OperationRunner>()
        .AddHostedService<OperationDispatcher>();
}
