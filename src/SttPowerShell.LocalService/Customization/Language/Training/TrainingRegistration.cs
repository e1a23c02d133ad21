using SttPowerShell.LocalService.Customization.Language.Pronunciation;

namespace SttPowerShell.LocalService.Customization.Language.Training;

internal static class TrainingRegistration
{
    /// <summary>Adds what trains custom language models; the engine adds its host.</summary>
    public static IServiceCollection AddLanguageTraining(this IServiceCollection services) => services
        .AddSingleton<BaseVocabulary>()
        .AddSingleton<PronouncerSupply>()
        .AddSingleton<LanguageTrainer>();
}
