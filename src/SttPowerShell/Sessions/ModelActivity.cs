using SttPowerShell.Client.Wire;

namespace SttPowerShell.Sessions;

/// <summary>
/// What the service is doing with a custom model. The status alone doesn't tell: pending is a model without data and
/// one whose data is being analysed alike (contract section 11).
/// </summary>
/// <param name="Text">To follow on the model's name: "is being trained".</param>
/// <param name="IsShown">
/// Whether the service says so. It says nothing of words while it analyses them, so that they are only what is likely
/// in a pending model that has data.
/// </param>
internal sealed record ModelActivity(string Text, bool IsShown)
{
    private const string InProcess = "being_processed";
    private const string Done = "analyzed";

    /// <summary>Finds it; null if there is no sign that anything is done with the model.</summary>
    /// <param name="session">The model's session.</param>
    /// <param name="model">The model as it is now.</param>
    /// <param name="wordsWereSent">Whether the service has just accepted words, which nothing shows yet.</param>
    /// <param name="cancel">Stops the requests.</param>
    public static async Task<ModelActivity?> FindAsync(
        SttSession session, SttCustomModel model, bool wordsWereSent, CancellationToken cancel) => model.Status switch
    {
        SttModelStatus.Training => new("is being trained", true),
        SttModelStatus.Upgrading => new("is being upgraded to a newer version of its base model", true),
        SttModelStatus.Pending when model is { Type: SttModelType.Language, Error: null }
            => await FindAnalysisAsync(session, model, wordsWereSent, cancel),
        SttModelStatus.Pending when model is { Type: SttModelType.Acoustic, Error: null }
            => await FindAudioAnalysisAsync(session, model, cancel),
        _ => null,
    };

    private static async Task<ModelActivity?> FindAnalysisAsync(
        SttSession session, SttCustomModel model, bool wordsWereSent, CancellationToken cancel)
    {
        IReadOnlyList<Corpus> corpora = await session.Client.Corpora.ListAsync(model.Id, cancel);
        if (corpora.FirstOrDefault(c => c.Status == InProcess) is Corpus corpus)
        {
            return new($"is analysing the corpus '{corpus.Name}'", true);
        }
        IReadOnlyList<Grammar> grammars = await ModelData.GrammarsAsync(model.Id, session, cancel);
        if (grammars.FirstOrDefault(g => g.Status == InProcess) is Grammar grammar)
        {
            return new($"is analysing the grammar '{grammar.Name}'", true);
        }
        // A model with valid data that nothing is done with should be ready; so words are likely to be in work.
        bool isLikely = wordsWereSent || corpora.Any(c => c is { Status: Done, TotalWords: > 0 })
            || grammars.Any(g => g.Status == Done) || await HasUserWordAsync(session, model.Id, cancel);
        return isLikely ? new("is analysing words", false) : null;
    }

    private static async Task<ModelActivity?> FindAudioAnalysisAsync(
        SttSession session, SttCustomModel model, CancellationToken cancel)
    {
        AudioList list = await session.Client.Audio.ListAsync(model.Id, cancel);
        return Analysing([.. list.Audio!.Where(a => a.Status == InProcess).Select(a => a.Name ?? "")])
            is string text ? new(text, true) : null;
    }

    /// <summary>What a sentence says of audio that is being analysed; null if there is none.</summary>
    public static string? Analysing(IReadOnlyList<string> audio) => audio.Count switch
    {
        0 => null,
        1 => $"is analysing the audio '{audio[0]}'",
        _ => $"is analysing the audio '{audio[0]}' and {audio.Count - 1} more",
    };

    private static async Task<bool> HasUserWordAsync(SttSession session, string modelId, CancellationToken cancel)
    {
        await foreach (Word _ in session.Client.Words.ListAsync(modelId, "user", null, cancel)) return true;
        return false;
    }
}
