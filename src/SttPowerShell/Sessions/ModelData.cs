using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Sessions;

/// <summary>What a language model learns from, as far as waiting for it and explaining its failure need it.</summary>
internal static class ModelData
{
    private const string BeingProcessed = "being_processed";
    private const string Analyzed = "analyzed";
    private const int MostWords = 10;

    /// <summary>
    /// How far the data is. Words that are being analysed show nowhere but in the model's own status (contract section
    /// 12), so a model that has words, or an acoustic model, is only <see cref="DataState.Present"/>.
    /// </summary>
    public static async Task<DataState> StateAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        if (model.Type == SttModelType.Acoustic) return DataState.Present;
        IEnumerable<string?> corpora = (await session.Client.Corpora.ListAsync(model.Id, cancel)).Select(c => c.Status);
        string?[] all = [.. corpora, .. (await GrammarsAsync(model.Id, session, cancel)).Select(g => g.Status)];
        if (all.Contains(BeingProcessed)) return DataState.Analysing;
        if (all.Contains(Analyzed)) return DataState.Present;
        await foreach (Word _ in session.Client.Words.ListAsync(model.Id, "user", null, cancel))
        {
            return DataState.Present;
        }
        return DataState.None;
    }

    /// <summary>The model's grammars; none where the service or the base model has no grammars.</summary>
    public static async Task<IReadOnlyList<Grammar>> GrammarsAsync(
        string modelId, SttSession session, CancellationToken cancel)
    {
        try
        {
            IReadOnlyList<Grammar> grammars = await session.Client.Grammars.ListAsync(modelId, cancel);
            session.RememberGrammars(modelId, grammars.Select(g => g.Name ?? ""));
            return grammars;
        }
        catch (SttApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            return [];
        }
    }

    /// <summary>
    /// One line for each corpus, grammar and word that is invalid, in the service's own words; of the words the first
    /// ten and how many more there are. What can't be read is a line that says so: it explains another failure.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        List<string> lines = [];
        if (model.Type == SttModelType.Acoustic) return lines;
        try
        {
            foreach (Corpus corpus in await session.Client.Corpora.ListAsync(model.Id, cancel))
            {
                Add(lines, "Corpus", corpus.Name, corpus.Status, corpus.Error);
            }
            foreach (Grammar grammar in await GrammarsAsync(model.Id, session, cancel))
            {
                Add(lines, "Grammar", grammar.Name, grammar.Status, grammar.Error);
            }
            await AddWordsAsync(lines, model, session, cancel);
        }
        catch (Exception e) when (e is SttApiException or SttTransportException)
        {
            lines.Add($"What else is wrong could not be read: {e.Message}");
        }
        return lines;
    }

    private static void Add(List<string> lines, string kind, string? name, string? status, string? error)
    {
        bool isSound = status is Analyzed or BeingProcessed && string.IsNullOrEmpty(error);
        if (!isSound) lines.Add($"{kind} '{name}': {(string.IsNullOrEmpty(error) ? $"status {status}." : error)}");
    }

    private static async Task AddWordsAsync(
        List<string> lines, SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        int invalid = 0;
        await foreach (Word word in session.Client.Words.ListAsync(model.Id, null, null, cancel))
        {
            if (word.Problems is not { Count: > 0 } problems || ++invalid > MostWords) continue;
            string reasons = string.Join(" ", problems.Select(p => $"{p.SoundsLike}: {p.Message}"));
            lines.Add($"Word '{word.Text}': {reasons}");
        }
        if (invalid > MostWords) lines.Add($"And {invalid - MostWords} more words of {invalid}.");
    }
}

/// <summary>How far the data of a model is.</summary>
internal enum DataState
{
    /// <summary>There is nothing valid that it could learn from.</summary>
    None,
    /// <summary>There is some.</summary>
    Present,
    /// <summary>The service is analysing it.</summary>
    Analysing,
}
