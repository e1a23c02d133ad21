using System.Collections.Concurrent;

namespace SttPowerShell.Sessions;

/// <summary>
/// Names of corpora, grammars and words that a session has seen, for completion, which asks no network. How many it
/// keeps is bounded: others may make any number.
/// </summary>
internal sealed class SeenNames
{
    private const int MostLists = 256;
    private const int MostNames = 10_000;

    private readonly ConcurrentDictionary<(string Noun, string ModelId), ConcurrentDictionary<string, bool>> _lists =
        new();

    /// <summary>Keeps a model's names beside those that it was seen to have before.</summary>
    public void Remember(string noun, string modelId, IEnumerable<string> names)
    {
        if (_lists.Count >= MostLists) _lists.Clear();
        ConcurrentDictionary<string, bool> list = _lists.GetOrAdd(
            (noun, modelId), _ => new(StringComparer.Ordinal));
        foreach (string name in names)
        {
            // Counting locks all of a concurrent dictionary, so only new names are counted for.
            if (!list.ContainsKey(name) && list.Count < MostNames) list[name] = true;
        }
    }

    public void Forget(string noun, string modelId, string name)
    {
        _lists.TryGetValue((noun, modelId), out ConcurrentDictionary<string, bool>? list);
        list?.TryRemove(name, out _);
    }

    /// <summary>The names of a kind, each with its model's id; of all models if none is given.</summary>
    public IEnumerable<(string ModelId, string Name)> Of(string noun, IReadOnlyCollection<string> modelIds)
        => _lists.Where(l => l.Key.Noun == noun && (modelIds.Count == 0 || modelIds.Contains(l.Key.ModelId)))
            .SelectMany(l => l.Value.Keys.Select(name => (l.Key.ModelId, name)));
}
