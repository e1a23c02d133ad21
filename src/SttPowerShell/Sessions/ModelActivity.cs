using SttPowerShell.Client.Wire;

namespace SttPowerShell.Sessions;

/// <summary>
/// Finds what the service is doing with a custom model. The status alone doesn't tell: pending is a model without data
/// and one whose data is being analysed alike (contract section 11).
/// </summary>
internal static class ModelActivity
{
    private const string InProcess = "being_processed";
    private const string Done = "analyzed";

    /// <summary>
    /// What the model <c>is</c> doing, to follow on its name: "is being trained". Null if it takes the next request.
    /// </summary>
    /// <param name="session">The model's session.</param>
    /// <param name="model">The model as it is now.</param>
    /// <param name="dataWasAdded">
    /// Whether the caller knows that data was added, so that a pending model can only be analysing it. Words can't be
    /// seen before they are analysed.
    /// </param>
    /// <param name="cancel">Stops the requests.</param>
    public static Task<string?> FindAsync(
        SttSession session, SttCustomModel model, bool dataWasAdded, CancellationToken cancel) => model.Status switch
    {
        SttModelStatus.Training => Task.FromResult<string?>("is being trained"),
        SttModelStatus.Upgrading => Task.FromResult<string?>("is being upgraded to a newer version of its base model"),
        SttModelStatus.Pending when dataWasAdded && model.Error is null
            => Task.FromResult<string?>("is analysing the data that was added"),
        SttModelStatus.Pending when model is { Type: SttModelType.Language, Error: null }
            => FindAnalysisAsync(session, model, cancel),
        _ => Task.FromResult<string?>(null),
    };

    private static async Task<string?> FindAnalysisAsync(
        SttSession session, SttCustomModel model, CancellationToken cancel)
    {
        IReadOnlyList<Corpus> corpora = await session.Client.Corpora.ListAsync(model.Id, cancel);
        if (corpora.FirstOrDefault(c => c.Status == InProcess) is Corpus corpus)
        {
            return $"is analysing the corpus '{corpus.Name}'";
        }
        IReadOnlyList<Grammar> grammars = await ModelData.GrammarsAsync(model.Id, session, cancel);
        if (grammars.FirstOrDefault(g => g.Status == InProcess) is Grammar grammar)
        {
            return $"is analysing the grammar '{grammar.Name}'";
        }
        // A model with valid data that nothing is done with is ready; so this one's words are being analysed.
        bool hasData = corpora.Any(c => c is { Status: Done, TotalWords: > 0 }) || grammars.Any(g => g.Status == Done)
            || await HasUserWordAsync(session, model.Id, cancel);
        return hasData ? "is analysing words" : null;
    }

    private static async Task<bool> HasUserWordAsync(SttSession session, string modelId, CancellationToken cancel)
    {
        await foreach (Word _ in session.Client.Words.ListAsync(modelId, "user", null, cancel)) return true;
        return false;
    }
}
