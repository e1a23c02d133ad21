using SttPowerShell.LocalService.Customization.Language.Pronunciation;

namespace SttPowerShell.LocalService.Customization.Language.Training;

/// <summary>Trains custom language models.</summary>
internal sealed class LanguageTrainer(BaseVocabulary vocabulary, PronouncerSupply pronouncers)
{
    /// <summary>Writes a trained model into a folder, which <see cref="TrainedLanguageModel.Load"/> reads.</summary>
    /// <param name="data">What to learn from.</param>
    /// <param name="folder">Is made if it isn't there. After a failure what is in it is of no use.</param>
    /// <param name="cancel">Stops it soon.</param>
    /// <exception cref="Engine.EngineUnavailableException">There is no engine, and so no dictionary.</exception>
    public Task TrainAsync(LanguageTrainingData data, string folder, CancellationToken cancel) =>
        throw new NotImplementedException($"{vocabulary}{pronouncers}");
}
