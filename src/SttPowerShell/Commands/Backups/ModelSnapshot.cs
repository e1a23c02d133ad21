using SttPowerShell.Client;
using SttPowerShell.Client.Wire;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A custom model and the lists of what it learns from, as the service gives them.</summary>
internal sealed class ModelSnapshot
{
    private readonly CustomModelsResource _resource;

    private ModelSnapshot(SttCustomModel model, SttSession session, CustomModel wire)
    {
        _resource = CustomModelFinder.Resource(session, model.Type);
        Wire = wire;
        Session = session;
        Model = SttCustomModel.From(wire, model.Type, session);
    }

    public CustomModel Wire { get; }

    public SttCustomModel Model { get; }

    public SttSession Session { get; }

    public IReadOnlyList<Corpus> Corpora { get; private init; } = [];

    public IReadOnlyList<Grammar> Grammars { get; private init; } = [];

    public IReadOnlyList<AudioResource> Audio { get; private init; } = [];

    /// <summary>The base model's, if the service has that.</summary>
    public int? Rate { get; private init; }

    /// <exception cref="ModelChangedException">The service is analysing what was added to it.</exception>
    public static async Task<ModelSnapshot> TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        CustomModel wire = await CustomModelFinder.Resource(session, model.Type).GetAsync(model.Id, cancel);
        bool isLanguage = model.Type == SttModelType.Language;
        if (session.BaseModels.Count == 0) await session.ListBaseModelsAsync(cancel);
        ModelSnapshot snapshot = new(model, session, wire)
        {
            Rate = session.BaseModels.FirstOrDefault(m => m.Name == wire.BaseModelName)?.Rate,
            Corpora = isLanguage ? await session.Client.Corpora.ListAsync(model.Id, cancel) : [],
            Grammars = isLanguage ? await ModelData.GrammarsAsync(model.Id, session, cancel) : [],
            Audio = isLanguage ? [] : (await session.Client.Audio.ListAsync(model.Id, cancel)).Audio!,
        };
        snapshot.RequireRest();
        return snapshot;
    }

    /// <summary>What the lists told belongs together only if nothing has changed since.</summary>
    /// <exception cref="ModelChangedException">Something has.</exception>
    public async Task RequireUnchangedAsync(CancellationToken cancel)
    {
        CustomModel now = await _resource.GetAsync(Model.Id, cancel);
        // A training or an upgrade that ends changes nothing that was read.
        bool isTraining = Model.Status is SttModelStatus.Training or SttModelStatus.Upgrading;
        if (isTraining || (now.Updated == Wire.Updated && now.Status == Wire.Status)) return;
        throw new ModelChangedException("it was changed while it was read");
    }

    private void RequireRest()
    {
        string[] busy =
        [
            .. Corpora.Where(c => IsInProcess(c.Status)).Select(c => $"corpus '{c.Name}'"),
            .. Grammars.Where(g => IsInProcess(g.Status)).Select(g => $"grammar '{g.Name}'"),
            .. Audio.Where(a => IsInProcess(a.Status)).Select(a => $"audio '{a.Name}'"),
        ];
        if (busy.Length > 0) throw new ModelChangedException($"the service is analysing its {busy[0]}");
    }

    private static bool IsInProcess(string? status) => status == "being_processed";
}
