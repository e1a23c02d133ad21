using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Customization.Language;

internal static class LanguageCustomization
{
    /// <summary>Adds all that custom language models learn from and how they do; the engine adds its host.</summary>
    public static IServiceCollection AddLanguageCustomization(this IServiceCollection services) => services
        .AddLanguageTraining()
        .AddSingleton<LanguageSources>()
        .AddSingleton<TrainingDataReader>()
        .AddSingleton<LanguageTrainingRun>()
        .AddSingleton<Words>()
        .AddSingleton<IOperationHandler, WordAnalysis>()
        .AddSingleton<IOperationHandler, CorpusAnalysis>()
        .AddSingleton<IOperationHandler, GrammarAnalysis>()
        .AddSingleton<IOperationHandler, LanguageTraining>()
        .AddSingleton<IOperationHandler, LanguageUpgrade>();
}
