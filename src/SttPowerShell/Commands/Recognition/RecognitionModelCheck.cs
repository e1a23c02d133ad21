using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// Finds out whether custom models can be recognised with, before any audio is sent, asking for each once.
/// </summary>
/// <param name="models">The models; more may come while the command runs.</param>
/// <param name="finder">The session's.</param>
/// <param name="session">Where to ask.</param>
internal sealed class RecognitionModelCheck(RecognitionModels models, CustomModelFinder finder, SttSession session)
{
    private readonly HashSet<string> _asked = [];

    /// <summary>The grammar in the model's own spelling, once that is known.</summary>
    public string? Grammar { get; private set; }

    /// <summary>Why they can't be used, or null.</summary>
    /// <exception cref="Client.SttApiException">The service refuses to give a model.</exception>
    /// <exception cref="Client.SttTransportException">The service isn't reached.</exception>
    public async Task<ErrorRecord?> RefusalAsync(
        string? baseModel, string? grammar, double? weight, CancellationToken cancel)
    {
        if (models.Language is null && grammar is not null) return ModelErrors.NeedsLanguageModel("Grammar");
        if (models.Language is null && weight is not null) return ModelErrors.NeedsLanguageModel("CustomizationWeight");
        foreach (SttCustomModel model in models.All.Where(m => _asked.Add(m.Id)).ToArray())
        {
            SttCustomModel now = await finder.GetAsync(model.Id, model.Type, cancel);
            if (baseModel is not null && now.BaseModel is not null && baseModel != now.BaseModel)
            {
                return ModelErrors.OtherBaseModel(now, baseModel);
            }
            if (await IsEmptyAsync(now, cancel)) return ModelErrors.NeverTrained(now);
        }
        return grammar is null || Grammar is not null ? null : await GrammarRefusalAsync(grammar, cancel);
    }

    /// <summary>
    /// Only a model without any data is sure to be refused. In every other state, failed ones too, an earlier training
    /// may still serve, which the API doesn't show (contract section 11): the service decides.
    /// </summary>
    private async Task<bool> IsEmptyAsync(SttCustomModel model, CancellationToken cancel)
        => model.Status == SttModelStatus.Pending
            && await ModelData.IsEmptyAsync(model, session, cancel);

    private async Task<ErrorRecord?> GrammarRefusalAsync(string grammar, CancellationToken cancel)
    {
        SttCustomModel model = models.Language!;
        string[] names = [.. (await ModelData.GrammarsAsync(model.Id, session, cancel)).Select(g => g.Name ?? "")];
        Grammar = names.FirstOrDefault(n => n == grammar)
            ?? names.FirstOrDefault(n => n.Equals(grammar, StringComparison.OrdinalIgnoreCase));
        return Grammar is null ? ModelErrors.GrammarNotFound(model, grammar, names) : null;
    }
}
