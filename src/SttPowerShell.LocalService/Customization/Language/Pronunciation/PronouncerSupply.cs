namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>
/// Gives the pronouncer for the engine's dictionary. Its model of spelling is trained at the first use on a machine,
/// some seconds, and kept in the user's cache.
/// </summary>
internal sealed class PronouncerSupply(BaseVocabulary vocabulary)
{
    /// <exception cref="Engine.EngineUnavailableException">There is no engine, and so no dictionary.</exception>
    public Task<WordPronouncer> GetAsync(CancellationToken cancel) =>
        throw new NotImplementedException(vocabulary.ToString());
}
