using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>
/// Gives the pronouncer for the engine's dictionary. Its model of spelling is trained at the first use on a machine,
/// some seconds, and kept in the user's cache.
/// </summary>
internal sealed class PronouncerSupply : IDisposable
{
    private readonly BaseVocabulary _vocabulary;
    private readonly Func<string> _folder;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Not held for longer than somebody uses it: 32 MB, and soon read again.</summary>
    private readonly WeakReference<WordPronouncer> _pronouncer = new(null!);

    public PronouncerSupply(BaseVocabulary vocabulary) : this(vocabulary, CacheDirectory.ForUser)
    {
    }

    /// <param name="vocabulary">The engine's dictionary.</param>
    /// <param name="folder">Where trained models are kept.</param>
    internal PronouncerSupply(BaseVocabulary vocabulary, Func<string> folder)
    {
        _vocabulary = vocabulary;
        _folder = folder;
    }

    /// <exception cref="Engine.EngineUnavailableException">There is no engine, and so no dictionary.</exception>
    public async Task<WordPronouncer> GetAsync(CancellationToken cancel)
    {
        PronunciationDictionary dictionary = await _vocabulary.GetAsync(cancel).ConfigureAwait(false);
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_pronouncer.TryGetTarget(out WordPronouncer? known)) return known;
            GraphoneModel graphones = await new GraphoneCache(_folder()).GetAsync(dictionary, cancel)
                .ConfigureAwait(false);
            WordPronouncer pronouncer = new(dictionary, graphones);
            _pronouncer.SetTarget(pronouncer);
            return pronouncer;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
