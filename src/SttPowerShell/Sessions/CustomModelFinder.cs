using System.Management.Automation;
using SttPowerShell.Client;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Sessions;

/// <summary>
/// Finds custom models of a session by id, name or wildcards, and lists them once for as long as it lives, which is
/// one command. What it sees is kept in the session for completion.
/// </summary>
internal sealed class CustomModelFinder(SttSession session)
{
    private readonly Dictionary<SttModelType, IReadOnlyList<SttCustomModel>> _lists = [];

    private string? Language { get; init; }

    /// <summary>The models of a language such as en-US, which the service chooses; of one type, or of both.</summary>
    public async Task<IReadOnlyList<SttCustomModel>> ListAsync(
        SttModelType? type, string language, CancellationToken cancel)
    {
        CustomModelFinder ofLanguage = new(session) { Language = language };
        return await ofLanguage.ListAsync(type, cancel);
    }

    /// <summary>All models of one type, or of both, language models first.</summary>
    public async Task<IReadOnlyList<SttCustomModel>> ListAsync(SttModelType? type, CancellationToken cancel)
    {
        if (type is SttModelType one) return await ListAsync(one, false, cancel);
        IReadOnlyList<SttCustomModel> language = await ListAsync(SttModelType.Language, false, cancel);
        IReadOnlyList<SttCustomModel> acoustic = await ListAsync(SttModelType.Acoustic, true, cancel);
        return [.. language, .. acoustic];
    }

    /// <summary>The models of that id or name, or that match the wildcards; none if there are none.</summary>
    public async Task<IReadOnlyList<SttCustomModel>> FindAsync(
        string text, SttModelType? type, CancellationToken cancel)
    {
        if (Guid.TryParse(text, out _))
        {
            SttCustomModel? byId = await FindByIdAsync(text, type, cancel);
            return byId is null ? [] : [byId];
        }
        IReadOnlyList<SttCustomModel> all = await ListAsync(type, cancel);
        // A name such as "calls[1]" is no pattern of its own, and must not lead to a model "calls1".
        SttCustomModel[] named = [.. all.Where(m => string.Equals(m.Name, text, StringComparison.OrdinalIgnoreCase))];
        if (named.Length > 0) return named;
        WildcardPattern pattern = new(text, WildcardOptions.IgnoreCase);
        return [.. all.Where(m => m.Name is not null && pattern.IsMatch(m.Name))];
    }

    /// <summary>The one model that is meant, or the error that it can't be told for.</summary>
    public async Task<(SttCustomModel? Model, ErrorRecord? Error)> FindOneAsync(
        SttCustomModelReference reference, SttModelType type, CancellationToken cancel)
    {
        if (reference.Model is SttCustomModel given)
        {
            if (given.Type != type) return (null, SttErrors.WrongModelType(given, type));
            bool isElsewhere = given.Session is not null && given.Session != session;
            return isElsewhere ? (null, SttErrors.ModelOfOtherSession(given, session)) : (given, null);
        }
        return await FindAsync(reference.Text, type, cancel) switch
        {
            [SttCustomModel one] => (one, null),
            [] => (null, SttErrors.CustomModelNotFound(reference.Text, type)),
            IReadOnlyList<SttCustomModel> several => (null, SttErrors.AmbiguousModel(reference.Text, several)),
        };
    }

    /// <summary>Asks for one model.</summary>
    public async Task<SttCustomModel> GetAsync(string id, SttModelType type, CancellationToken cancel)
    {
        CustomModel model = await Resource(session, type).GetAsync(id, cancel);
        SttCustomModel now = SttCustomModel.From(model, type, session);
        session.Remember(now);
        return now;
    }

    /// <summary>The client's resource of a type.</summary>
    public static CustomModelsResource Resource(SttSession session, SttModelType type)
        => type == SttModelType.Language ? session.Client.LanguageModels : session.Client.AcousticModels;

    private async Task<SttCustomModel?> FindByIdAsync(string id, SttModelType? type, CancellationToken cancel)
    {
        foreach (SttModelType candidate in type is SttModelType one ? [one] : Enum.GetValues<SttModelType>())
        {
            try
            {
                return await GetAsync(id, candidate, cancel);
            }
            catch (SttApiException e) when (ServiceErrors.IsMissingCustomization(e)
                || (type is null && candidate == SttModelType.Acoustic && ServiceErrors.IsMissingRoute(e)))
            {
            }
        }
        return null;
    }

    private async Task<IReadOnlyList<SttCustomModel>> ListAsync(
        SttModelType type, bool mayLack, CancellationToken cancel)
    {
        if (_lists.TryGetValue(type, out IReadOnlyList<SttCustomModel>? known)) return known;
        IReadOnlyList<CustomModel> models;
        try
        {
            models = await Resource(session, type).ListAsync(Language, cancel);
        }
        catch (SttApiException e) when (mayLack && ServiceErrors.IsMissingRoute(e))
        {
            models = []; // A service without models of the previous generation may have no acoustic models at all.
        }
        SttCustomModel[] all = [.. models.Select(m => SttCustomModel.From(m, type, session))];
        if (Language is null) session.RememberAll(type, all);
        else foreach (SttCustomModel model in all) session.Remember(model);
        return _lists[type] = all;
    }
}
