using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet for what custom models of one type learn from.</summary>
public abstract class ModelDataCmdlet : SttCmdlet
{
    private readonly Dictionary<(SttSession Session, string Text), IReadOnlyList<SttCustomModel>> _found = [];

    /// <summary>The type of the models that have such data.</summary>
    private protected abstract SttModelType ModelType { get; }

    /// <summary>
    /// The models of that type that an id, a name or wildcards mean. Each is asked for once in a command, and if there is
    /// none, that is one error, however many rows are for it.
    /// </summary>
    private protected async Task<IReadOnlyList<SttCustomModel>> FindModelsAsync(
        SttCustomModelReference reference, SttSession session, bool several, CancellationToken cancel)
    {
        if (_found.TryGetValue((session, reference.Text), out IReadOnlyList<SttCustomModel>? known)) return known;
        IReadOnlyList<SttCustomModel> found = [];
        if (reference.Model is SttCustomModel given)
        {
            if (given.Type == ModelType) found = [given];
            else WriteError(ResourceErrors.OtherModelType(given));
        }
        else
        {
            bool asked = await TryAsync(reference.Text, session,
                async () => found = await Finder(session).FindAsync(reference.Text, ModelType, cancel));
            if (asked) found = Checked(reference.Text, found, several);
        }
        return _found[(session, reference.Text)] = found;
    }

    /// <summary>The one model that is meant; null after an error was written.</summary>
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
            ? SttErrors.CustomModelNotFound(text, ModelType)
            : SttErrors.AmbiguousModel(text, found));
        return [];
    }
}
