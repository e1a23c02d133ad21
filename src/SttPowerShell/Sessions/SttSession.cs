using System.Collections.Concurrent;
using SttPowerShell.Client;
using SttPowerShell.Client.Wire;
using SttPowerShell.Sessions;

namespace SttPowerShell;

/// <summary>An open connection to one instance of the service. It shows no secret.</summary>
public sealed class SttSession : IDisposable
{
    /// <summary>
    /// As many as an instance may have at a time, 1,024 of each type; others may make and remove any number.
    /// </summary>
    private const int MostSeenModels = 2048;

    private readonly ConcurrentDictionary<string, SttCustomModel> _seenModels = new();
    private readonly ConcurrentDictionary<SttModelType, bool> _listed = new();
    private readonly IDisposable? _attachment;
    private int _closed;

    internal SttSession(int id, string name, SpeechToTextClient client, IDisposable? attachment)
    {
        Id = id;
        Name = name;
        Client = client;
        Uri = client.Endpoint;
        _attachment = attachment;
        SeenJobs = new SeenJobs(this);
    }

    /// <summary>A number that no other session of this process has.</summary>
    public int Id { get; }

    /// <summary>The name, given with Connect-SttService or made from the host.</summary>
    public string Name { get; }

    /// <summary>The URL of the instance.</summary>
    public Uri Uri { get; }

    /// <summary>Whether it is the local service.</summary>
    public bool IsLocal { get; internal init; }

    /// <summary>How requests prove who sends them.</summary>
    public SttAuthentication Authentication { get; internal init; }

    /// <summary>The base model that is used where none is given.</summary>
    public string? DefaultBaseModel { get; internal init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset Opened { get; internal init; }

    /// <summary>Whether it can still be used.</summary>
    public bool IsOpen => Volatile.Read(ref _closed) == 0;

    /// <summary>Whether cmdlets in the runspace that asks use it where no session is given.</summary>
    public bool IsCurrent => IsOpen && SessionRegistry.Current == this;

    internal SpeechToTextClient Client { get; }

    /// <summary>How it talks to its service.</summary>
    internal ConnectionOptions Options { get; init; } = new();

    /// <summary>What waiting goes by.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>The base models that it last saw the service have.</summary>
    internal IReadOnlyList<SttBaseModel> BaseModels { get; set; } = [];

    /// <summary>Custom models that this session has seen lately.</summary>
    internal IEnumerable<SttCustomModel> SeenModels => _seenModels.Values;

    /// <summary>Names of corpora, grammars, audio and words that this session has seen lately.</summary>
    internal SeenNames SeenNames { get; } = new();

    /// <summary>Recognition jobs that this session has seen lately, with their files.</summary>
    internal SeenJobs SeenJobs { get; }

    /// <summary>What is asked of the service for completion.</summary>
    internal PromptQuestions Questions { get; } = new();

    internal void Remember(SttCustomModel model)
    {
        if (_seenModels.Count >= MostSeenModels)
        {
            _seenModels.Clear();
            _listed.Clear();
        }
        _seenModels[model.Id] = model;
    }

    /// <summary>Keeps the models of a type, which are all that there are.</summary>
    internal void RememberAll(SttModelType type, IReadOnlyList<SttCustomModel> models)
    {
        HashSet<string> present = [.. models.Select(m => m.Id)];
        foreach (SttCustomModel gone in SeenModels.Where(m => m.Type == type && !present.Contains(m.Id))) Forget(gone);
        foreach (SttCustomModel model in models) Remember(model);
        _listed[type] = true;
    }

    /// <summary>Whether it has seen a list of all models of a type.</summary>
    internal bool HasListed(SttModelType type) => _listed.ContainsKey(type);

    internal void Forget(SttCustomModel model) => _seenModels.TryRemove(model.Id, out _);

    /// <summary>What this session last saw of a model, or null.</summary>
    internal SttCustomModel? Seen(string? id) => id is null ? null : _seenModels.GetValueOrDefault(id);

    /// <summary>Asks for the base models, and keeps what the service says.</summary>
    internal async Task<IReadOnlyList<SttBaseModel>> ListBaseModelsAsync(CancellationToken cancel)
    {
        IReadOnlyList<SpeechModel> models = await Client.Models.ListAsync(cancel);
        return BaseModels = [.. models.Select(m => SttBaseModel.From(m, this))
            .OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Closes its connections; Disconnect-SttService does the same.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        SessionRegistry.Remove(this);
        _attachment?.Dispose();
        Client.Dispose();
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
