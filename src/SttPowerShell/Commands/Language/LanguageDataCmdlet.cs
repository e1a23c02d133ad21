using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet for what custom language models learn from.</summary>
public abstract class LanguageDataCmdlet : SttCmdlet
{
    private readonly Dictionary<(SttSession Session, string Text), IReadOnlyList<SttCustomModel>> _found = [];

    /// <summary>
    /// The language models that an id, a name or wildcards mean. Each is asked for once in a command, and if there is
    /// none, that is one error, however many rows are for it.
    /// </summary>
    private protected async Task<IReadOnlyList<SttCustomModel>> FindModelsAsync(
        SttCustomModelReference reference, SttSession session, bool several, CancellationToken cancel)
    {
        if (_found.TryGetValue((session, reference.Text), out IReadOnlyList<SttCustomModel>? known)) return known;
        IReadOnlyList<SttCustomModel> found = [];
        if (reference.Model is SttCustomModel given)
        {
            if (given.Type == SttModelType.Language) found = [given];
            else WriteError(LanguageErrors.NotALanguageModel(given));
        }
        else
        {
            bool asked = await TryAsync(reference.Text, session,
                async () => found = await Finder(session).FindAsync(reference.Text, SttModelType.Language, cancel));
            if (asked) found = Checked(reference.Text, found, several);
        }
        return _found[(session, reference.Text)] = found;
    }

    /// <summary>The one language model that is meant; null after an error was written.</summary>
    private protected async Task<SttCustomModel?> FindModelAsync(
        SttCustomModelReference reference, SttSession session, CancellationToken cancel)
        => await FindModelsAsync(reference, session, false, cancel) is [SttCustomModel one] ? one : null;

    /// <summary>The model's name, if the session has seen the model, else its id.</summary>
    private protected static string NameOf(string modelId, SttSession session)
        => session.SeenModels.FirstOrDefault(m => m.Id == modelId)?.ToString() ?? modelId;

    private IReadOnlyList<SttCustomModel> Checked(string text, IReadOnlyList<SttCustomModel> found, bool several)
    {
        bool pattern = several && WildcardPattern.ContainsWildcardCharacters(text);
        if (pattern || found.Count == 1) return found;
        WriteError(found.Count == 0
            ? SttErrors.CustomModelNotFound(text, SttModelType.Language)
            : SttErrors.AmbiguousModel(text, found));
        return [];
    }
}
