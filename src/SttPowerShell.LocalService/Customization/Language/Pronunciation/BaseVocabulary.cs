using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>The words that the base model knows: the engine's dictionary, loaded once.</summary>
internal sealed class BaseVocabulary(IEngineHost engine)
{
    private readonly Lock _gate = new();
    private PronunciationDictionary? _dictionary;

    /// <exception cref="EngineUnavailableException">There is no engine, and so no dictionary.</exception>
    public async Task<PronunciationDictionary> GetAsync(CancellationToken cancel)
    {
        ISpeechEngine loaded = await engine.GetAsync(cancel).ConfigureAwait(false);
        lock (_gate) return _dictionary ??= PronunciationDictionary.Load(loaded.Dictionary);
    }
}
