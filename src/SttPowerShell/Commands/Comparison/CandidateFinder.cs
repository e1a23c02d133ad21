using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// Finds the models that are to be compared and asks for each once, before any audio is sent: what is compared is told
/// with the state that it was in.
/// </summary>
internal sealed class CandidateFinder(SttSession session, CustomModelFinder finder)
{
    private readonly Dictionary<string, SttCustomModel> _models = [];

    /// <summary>All candidates, the baseline first, or why there are none.</summary>
    /// <exception cref="Client.SttApiException">The service refuses to give a model.</exception>
    /// <exception cref="Client.SttTransportException">The service isn't reached.</exception>
    public async Task<(IReadOnlyList<Candidate> Candidates, ErrorRecord? Error)> FindAsync(
        CandidateChoice choice, CancellationToken cancel)
    {
        List<SttCustomModel> models = [];
        foreach (SttCustomModelReference reference in choice.Models)
        {
            (IReadOnlyList<SttCustomModel> found, ErrorRecord? error) = await FindAsync(reference, cancel);
            if (error is not null) return ([], error);
            models.AddRange(found.Where(model => !models.Contains(model)));
        }
        SttCustomModel? baseline = null;
        if (choice.Baseline is not null)
        {
            (IReadOnlyList<SttCustomModel> found, ErrorRecord? error) = await FindAsync(choice.Baseline, cancel);
            error ??= found.Count > 1 ? SttErrors.AmbiguousModel(choice.Baseline.Text, found) : null;
            if (error is not null) return ([], error);
            baseline = found[0];
        }
        if (Refusal(choice, models) is ErrorRecord refusal) return ([], refusal);
        Candidate[] all = [.. All(choice, models, baseline).Distinct()];
        return all.Length > 1 ? (all, null) : ([], ComparisonErrors.NothingToCompare());
    }

    private async Task<(IReadOnlyList<SttCustomModel> Models, ErrorRecord? Error)> FindAsync(
        SttCustomModelReference reference, CancellationToken cancel)
    {
        IReadOnlyList<SttCustomModel> found;
        if (reference.Model is SttCustomModel given)
        {
            bool isElsewhere = given.Session is not null && given.Session != session;
            if (isElsewhere) return ([], SttErrors.ModelOfOtherSession(given, session));
            found = [given];
        }
        else
        {
            found = await finder.FindAsync(reference.Text, null, cancel);
            if (found.Count == 0) return ([], SttErrors.CustomModelNotFound(reference.Text, null));
            bool isOne = !WildcardPattern.ContainsWildcardCharacters(reference.Text);
            if (isOne && found.Count > 1) return ([], SttErrors.AmbiguousModel(reference.Text, found));
        }
        List<SttCustomModel> now = [];
        foreach (SttCustomModel model in found)
        {
            now.Add(await AskAsync(model, cancel));
            // The only state in which the service is sure to refuse it; in others an earlier training may serve.
            bool isEmpty = now[^1].Status == SttModelStatus.Pending
                && await ModelData.IsEmptyAsync(now[^1], session, cancel);
            if (isEmpty) return ([], ModelErrors.NeverTrained(now[^1]));
        }
        return (now, null);
    }

    private async Task<SttCustomModel> AskAsync(SttCustomModel model, CancellationToken cancel)
    {
        if (!_models.TryGetValue(model.Id, out SttCustomModel? now))
        {
            _models[model.Id] = now = await finder.GetAsync(model.Id, model.Type, cancel);
        }
        return now;
    }

    private static ErrorRecord? Refusal(CandidateChoice choice, IReadOnlyList<SttCustomModel> models)
    {
        bool anyLanguage = models.Any(model => model.Type == SttModelType.Language);
        if (choice.Weights.Count > 0 && !anyLanguage) return ComparisonErrors.WeightWithoutLanguageModel();
        return choice.Combine && !Pairs(models).Any() ? ComparisonErrors.NothingToCombine() : null;
    }

    private IEnumerable<Candidate> All(
        CandidateChoice choice, IReadOnlyList<SttCustomModel> models, SttCustomModel? baseline)
    {
        if (baseline is not null) yield return Alone(baseline, null);
        IEnumerable<string?> baseModels = choice.BaseModels.Count > 0 ? choice.BaseModels
            : baseline is null ? models.Select(model => model.BaseModel)
            : [];
        foreach (string? baseModel in baseModels) yield return Candidate.Of(baseModel, null, null, null, NameOf);
        foreach (SttCustomModel model in models)
        {
            foreach (double? weight in Weights(model, choice)) yield return Alone(model, weight);
        }
        if (!choice.Combine) yield break;
        foreach ((SttCustomModel language, SttCustomModel acoustic) in Pairs(models))
        {
            foreach (double? weight in Weights(language, choice))
            {
                yield return Candidate.Of(language.BaseModel, language, weight, acoustic, NameOf);
            }
        }
    }

    // Models of different base models don't work together.
    private static IEnumerable<(SttCustomModel Language, SttCustomModel Acoustic)> Pairs(
        IReadOnlyList<SttCustomModel> models)
        => models.Where(model => model.Type == SttModelType.Language).SelectMany(language => models
            .Where(model => model.Type == SttModelType.Acoustic && model.BaseModel == language.BaseModel)
            .Select(acoustic => (language, acoustic)));

    private Candidate Alone(SttCustomModel model, double? weight) => model.Type == SttModelType.Language
        ? Candidate.Of(model.BaseModel, model, weight, null, NameOf)
        : Candidate.Of(model.BaseModel, null, null, model, NameOf);

    private static IEnumerable<double?> Weights(SttCustomModel model, CandidateChoice choice)
        => model.Type == SttModelType.Language && choice.Weights.Count > 0
            ? choice.Weights.Select(weight => (double?)weight)
            : [null];

    private string NameOf(SttCustomModel model)
    {
        string name = model.ToString();
        bool isUnique = _models.Values.Count(other => other.ToString() == name) == 1;
        return isUnique ? name : $"{name} ({model.Id})";
    }
}
