using System.Net;
using SttPowerShell.Client;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Sessions;

/// <summary>What a custom model learns from, as far as waiting for it and explaining its failure need it.</summary>
internal static class ModelData
{
    private const int MostLines = 10;

    /// <summary>Whether it has no data at all, not even such as is invalid or being analysed.</summary>
    public static async Task<bool> IsEmptyAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        if (model.Type == SttModelType.Acoustic)
        {
            return (await session.Client.Audio.ListAsync(model.Id, cancel)).Audio!.Count == 0;
        }
        if ((await session.Client.Corpora.ListAsync(model.Id, cancel)).Count > 0) return false;
        if ((await GrammarsAsync(model.Id, session, cancel)).Count > 0) return false;
        await foreach (Word _ in session.Client.Words.ListAsync(model.Id, null, null, cancel)) return false;
        return true;
    }

    /// <summary>The model's grammars; none where the service or the base model has no grammars.</summary>
    public static async Task<IReadOnlyList<Grammar>> GrammarsAsync(
        string modelId, SttSession session, CancellationToken cancel)
    {
        try
        {
            IReadOnlyList<Grammar> grammars = await session.Client.Grammars.ListAsync(modelId, cancel);
            session.SeenNames.RememberAll("grammar", modelId, grammars.Select(g => g.Name ?? ""));
            return grammars;
        }
        catch (SttApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            return [];
        }
    }

    /// <summary>
    /// One line for each corpus, grammar, word and audio that is invalid, in the service's own words; of the words the first
    /// ten and how many more there are. What can't be read is a line that says so: it explains another failure.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(
        SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        List<string> lines = [];
        try
        {
            if (model.Type == SttModelType.Acoustic)
            {
                await AddAudioAsync(lines, model, session, cancel);
                return lines;
            }
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
        bool isSound = status is "analyzed" or "being_processed" && string.IsNullOrEmpty(error);
        if (!isSound) lines.Add($"{kind} '{name}': {(string.IsNullOrEmpty(error) ? $"status {status}." : error)}");
    }

    private static async Task AddAudioAsync(
        List<string> lines, SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        AudioList list = await session.Client.Audio.ListAsync(model.Id, cancel);
        SttAudio[] invalid = [.. list.Audio!.Select(a => SttAudio.From(a, model.Id, session))
            .Where(a => a.Status == SttAudioStatus.Invalid)];
        foreach (SttAudio audio in invalid.Take(MostLines))
        {
            // Only by itself an archive tells what is in it.
            SttAudio whole = audio.IsArchive
                ? SttAudio.From(await session.Client.Audio.GetAsync(model.Id, audio.Name, cancel), model.Id, session)
                : audio;
            lines.Add($"Audio '{audio}': {AudioErrors.Reason(whole, model)}");
        }
        if (invalid.Length > MostLines) lines.Add($"And {invalid.Length - MostLines} more audio of {invalid.Length}.");
    }

    private static async Task AddWordsAsync(
        List<string> lines, SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        int invalid = 0;
        await foreach (Word word in session.Client.Words.ListAsync(model.Id, null, null, cancel))
        {
            if (word.Problems is not { Count: > 0 } problems || ++invalid > MostLines) continue;
            string reasons = string.Join(" ", problems.Select(p => $"{p.SoundsLike}: {p.Message}"));
            lines.Add($"Word '{word.Text}': {reasons}");
        }
        if (invalid > MostLines) lines.Add($"And {invalid - MostLines} more words of {invalid}.");
    }
}
