using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet for corpora, grammars or audio that are there, which come by name or through the pipeline.</summary>
public abstract class ModelResourceInputCmdlet : ModelDataInputCmdlet
{
    private protected abstract ModelResourceKind Kind { get; }

    private protected sealed override SttModelType ModelType => Kind.ModelType;

    /// <summary>Names, perhaps with wildcards.</summary>
    private protected abstract IReadOnlyList<string> Names { get; }

    /// <summary>What came through the pipeline.</summary>
    private protected abstract IEnumerable<(object Target, ModelResourceKey Key)> Input { get; }

    /// <summary>Takes one that was found in a model.</summary>
    private protected abstract Task TakeAsync(
        ModelResource resource, ModelResourceKey key, SttSession session, CancellationToken cancel);

    /// <summary>Takes one that came through the pipeline, and may have changed since.</summary>
    private protected abstract Task TakeAsync(
        object target, ModelResourceKey key, SttSession session, CancellationToken cancel);

    private protected sealed override async Task TakeInputAsync(CancellationToken cancel)
    {
        foreach ((object target, ModelResourceKey key) in Input)
        {
            if (FindSession(key.Session) is SttSession session) await TakeAsync(target, key, session, cancel);
        }
    }

    private protected override async Task TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        if (Names.Count == 0) ThrowTerminatingError(ResourceErrors.NothingToRemove(Kind.Noun, "Name"));
        IReadOnlyList<ModelResource> all = [];
        bool asked = await TryAsync(model, session, async () => all = await Kind.ListAsync(session, model.Id, cancel));
        if (!asked) return;
        session.SeenNames.RememberAll(Kind.Noun, model.Id, all.Select(r => r.Name));
        NamePatterns patterns = new(Names, StringComparison.OrdinalIgnoreCase);
        foreach (ModelResource resource in all.Where(r => patterns.Match(r.Name)))
        {
            await TakeAsync(resource, new ModelResourceKey(model.Id, resource.Name, session), session, cancel);
        }
        foreach (string missing in patterns.Missing(all.Select(r => r.Name)))
        {
            WriteError(ResourceErrors.NotFound(Kind.Noun, missing, model.ToString()));
        }
    }
}
