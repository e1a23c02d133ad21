using System.Management.Automation;
using SttPowerShell.Sessions;

namespace SttPowerShell.Completion;

/// <summary>
/// Completes names of what custom models learn from. The service is asked only about models that the line names.
/// </summary>
public abstract class ModelDataCompleter : ServiceCompleter
{
    /// <summary>As many models as somebody can mean who completes a name.</summary>
    private const int MostModels = 8;

    /// <summary>What sentences call one, and the session keeps them by.</summary>
    private protected abstract string Noun(CompletionLine line);

    /// <summary>Has the session see a model's names.</summary>
    private protected abstract Task AskAsync(
        CompletionLine line, string modelId, SttSession session, CancellationToken cancel);

    private protected sealed override IEnumerable<(string Name, string Tip)> Known(CompletionLine line)
    {
        if (line.Session is not SttSession session) return [];
        string[] models = SeenIds(line, session);
        if (models.Length == 0 && line.Models.Count > 0) return [];
        return session.SeenNames.Of(Noun(line), models).OrderBy(n => n.Name, StringComparer.OrdinalIgnoreCase)
            .Select(n => (n.Name, $"{Noun(line)} of {session.Seen(n.ModelId)?.ToString() ?? n.ModelId}"));
    }

    private protected override bool HasAll(CompletionLine line, SttSession session)
        => SeenIds(line, session).All(id => session.SeenNames.HasAll(Noun(line), id));

    private protected override string Subject(CompletionLine line)
        => string.Join(' ', line.Models.Select(m => m is SttCustomModel model ? model.Id : $"{m}"));

    private protected sealed override async Task AskAsync(
        CompletionLine line, SttSession session, CancellationToken cancel)
    {
        if (line.Models.Count == 0) return;
        if (SeenIds(line, session).Length == 0)
        {
            SttModelType type = Noun(line) == "audio" ? SttModelType.Acoustic : SttModelType.Language;
            await new CustomModelFinder(session).ListAsync(type, cancel);
        }
        foreach (string id in SeenIds(line, session).Take(MostModels)) await AskAsync(line, id, session, cancel);
    }

    /// <summary>Ids of the models that the line names, as far as the session has seen them.</summary>
    private static string[] SeenIds(CompletionLine line, SttSession session)
        => [.. line.Models.SelectMany(m => SeenIds(m, session)).Distinct()];

    private static IEnumerable<string> SeenIds(object model, SttSession session)
    {
        if (model is SttCustomModel given) return [given.Id];
        string text = $"{model}";
        if (Guid.TryParse(text, out _)) return [text];
        WildcardPattern pattern = new(text, WildcardOptions.IgnoreCase);
        return session.SeenModels.Where(m => m.Name is string name
            && (pattern.IsMatch(name) || name.Equals(text, StringComparison.OrdinalIgnoreCase))).Select(m => m.Id);
    }
}
