using System.Collections.Concurrent;

namespace SttPowerShell.Sessions;

/// <summary>
/// Names of corpora, grammars, audio and words that a session has seen, for completion. How many it keeps is bounded:
/// others may make any number.
/// </summary>
internal sealed class SeenNames
{
    private const int MostLists = 256;
    private const int MostNames = 10_000;

    private readonly ConcurrentDictionary<(string Noun, string ModelId), List> _lists = new();

    /// <summary>Keeps a model's names beside those that it was seen to have before.</summary>
    public void Remember(string noun, string modelId, IEnumerable<string> names)
    {
        if (_lists.Count >= MostLists) _lists.Clear();
        _lists.GetOrAdd((noun, modelId), _ => new List(false)).Add(names);
    }

    /// <summary>Keeps a model's names, which are all that it has.</summary>
    public void RememberAll(string noun, string modelId, IEnumerable<string> names)
    {
        if (_lists.Count >= MostLists) _lists.Clear();
        List all = new(true);
        all.Add(names);
        _lists[(noun, modelId)] = all;
    }

    /// <summary>Whether it has seen a whole list of a model's names.</summary>
    public bool HasAll(string noun, string modelId)
        => _lists.TryGetValue((noun, modelId), out List? list) && list.IsWhole;

    public void Forget(string noun, string modelId, string name)
    {
        if (_lists.TryGetValue((noun, modelId), out List? list)) list.Remove(name);
    }

    /// <summary>The names of a kind, each with its model's id; of all models if none is given.</summary>
    public IEnumerable<(string ModelId, string Name)> Of(string noun, IReadOnlyCollection<string> modelIds)
        => _lists.Where(l => l.Key.Noun == noun && (modelIds.Count == 0 || modelIds.Contains(l.Key.ModelId)))
            .SelectMany(l => l.Value.Names.Select(name => (l.Key.ModelId, name)));

    private sealed class List(bool isWhole)
    {
        private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);

        public bool IsWhole => isWhole;

        public IEnumerable<string> Names => _names.Keys;

        public void Add(IEnumerable<string> names)
        {
            foreach (string name in names)
            {
                // Counting locks all of a concurrent dictionary, so only new names are counted for.
                if (!_names.ContainsKey(name) && _names.Count < MostNames) _names[name] = true;
            }
        }

        public void Remove(string name) => _names.TryRemove(name, out _);
    }
}
