using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet for corpora or grammars that are there, which come by name or through the pipeline.</summary>
public abstract class LanguageResourceInputCmdlet : LanguageModelInputCmdlet
{
    private protected abstract LanguageResourceKind Kind { get; }

    /// <summary>Names, perhaps with wildcards.</summary>
    private protected abstract IReadOnlyList<string> Names { get; }

    /// <summary>What came through the pipeline.</summary>
    private protected abstract IEnumerable<(object Target, LanguageResourceKey Key)> Input { get; }

    /// <summary>Takes one that was found in a model.</summary>
    private protected abstract Task TakeAsync(
        LanguageResource resource, LanguageResourceKey key, SttSession session, CancellationToken cancel);

    /// <summary>Takes one that came through the pipeline, and may have changed since.</summary>
    private protected abstract Task TakeAsync(
        object target, LanguageResourceKey key, SttSession session, CancellationToken cancel);

    private protected sealed override async Task TakeInputAsync(CancellationToken cancel)
    {
        foreach ((object target, LanguageResourceKey key) in Input)
        {
            if (FindSession(key.Session) is SttSession session) await TakeAsync(target, key, session, cancel);
        }
    }

    private protected sealed override async Task TakeAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        IReadOnlyList<LanguageResource> all = [];
        bool asked = await TryAsync(model, session, async () => all = await Kind.ListAsync(session, model.Id, cancel));
        if (!asked) return;
        session.SeenNames.Remember(Kind.Noun, model.Id, all.Select(r => r.Name));
        NamePatterns patterns = new(Names, StringComparison.OrdinalIgnoreCase);
        foreach (LanguageResource resource in all.Where(r => patterns.Match(r.Name)))
        {
            await TakeAsync(resource, new LanguageResourceKey(model.Id, resource.Name, session), session, cancel);
        }
        foreach (string missing in patterns.Missing(all.Select(r => r.Name)))
        {
            WriteError(LanguageErrors.NotFound(Kind.Noun, missing, model.ToString()));
        }
    }
}
