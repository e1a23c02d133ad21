using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Customization.Acoustic;

internal static class AcousticCustomization
{
    /// <summary>Adds what trains custom acoustic models; the engine adds its host and its trainer.</summary>
    public static IServiceCollection AddAcousticTraining(this IServiceCollection services) => services
        .AddSingleton<AcousticAdaptation>()
        .AddSingleton<AcousticTrainingRun>()
        .AddSingleton<IOperationHandler, AcousticTraining>()
        .AddSingleton<IOperationHandler, AcousticUpgrade>();
}
