using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

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

    /// <summary>
    /// Changes a model's data. If the model is busy with something else, that is told, or waited for: a request that
    /// was refused for it did nothing, so it is made again.
    /// </summary>
    /// <param name="target">The input that an error is about.</param>
    /// <param name="model">The model.</param>
    /// <param name="session">The model's session.</param>
    /// <param name="change">Makes the request.</param>
    /// <param name="wait">Waits while the model is busy; null to fail then.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <returns>Whether it succeeded.</returns>
    private protected async Task<bool> TryChangeAsync(
        object target, SttCustomModel model, SttSession session, Func<Task> change, ModelWait? wait,
        CancellationToken cancel)
    {
        bool done = false;
        bool asked = await TryAsync(target, session, async () => done = await ChangeAsync());
        return asked && done;

        async Task<bool> ChangeAsync()
        {
            while (true)
            {
                try
                {
                    await change();
                    return true;
                }
                catch (SttApiException e) when (IsBusy(e) && wait is null)
                {
                    string? activity = await ActivityAsync(model, session, cancel);
                    WriteError(LanguageErrors.Busy(model, activity, e, target));
                    return false;
                }
                catch (SttApiException e) when (IsBusy(e))
                {
                    WriteVerbose($"{target} has to wait: {e.ServiceMessage}");
                    await wait!.PauseAsync($"the custom model '{model}'", "is busy with an earlier request", cancel);
                    await wait.UntilIdleAsync(model, false, cancel);
                }
            }
        }
    }

    /// <summary>The model's name, if the session has seen the model, else its id.</summary>
    private protected static string NameOf(string modelId, SttSession session)
        => session.SeenModels.FirstOrDefault(m => m.Id == modelId)?.ToString() ?? modelId;

    /// <summary>Not for a name that exists already, for which some services use the same status.</summary>
    private static bool IsBusy(SttApiException e)
        => e.Status == HttpStatusCode.Conflict && !ServiceErrors.IsExisting(e);

    private static async Task<string?> ActivityAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        try
        {
            SttCustomModel now = await new CustomModelFinder(session).GetAsync(model.Id, model.Type, cancel);
            return await ModelActivity.FindAsync(session, now, false, cancel);
        }
        catch (Exception e) when (e is SttApiException or SttTransportException)
        {
            return null; // The refusal itself is the error to tell.
        }
    }

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
