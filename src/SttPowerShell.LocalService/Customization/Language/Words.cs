using System.Data.Common;
using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>The words resources of custom language models and what can be done with them.</summary>
internal sealed class Words(ServiceStore store, CustomModels models, BaseVocabulary vocabulary, IOperationQueue queue)
{
    /// <summary>The words as they are now, read one by one; nothing is read that isn't asked for.</summary>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, or it has no words of this kind.
    /// </exception>
    public async Task<IAsyncEnumerable<StoredWord>> ListAsync(
        Guid owner, Guid id, WordFilter filter, WordOrder order, CancellationToken cancel)
    {
        CustomModel model = await models.GetAsync(Scope(owner), id, cancel).ConfigureAwait(false);
        if (filter is WordFilter.Corpora or WordFilter.Grammars && !IsPreviousGeneration(model))
        {
            throw Refused($"The words of a model based on {model.BaseModel} can't be listed by corpora or grammars, "
                + "from which it takes no words; parameter 'word_type' must be 'all' or 'user'");
        }
        return store.StreamAsync(connection => WordTable.List(connection, id, filter, order), cancel);
    }

    /// <exception cref="RequestRefusedException">This owner has no such model, or it has no such word.</exception>
    public async Task<StoredWord> GetAsync(Guid owner, Guid id, string word, CancellationToken cancel)
    {
        await models.GetAsync(Scope(owner), id, cancel).ConfigureAwait(false);
        return await store.ReadAsync(connection => WordTable.Find(connection, id, word), cancel).ConfigureAwait(false)
            ?? throw WordRules.Unknown(word);
    }

    /// <summary>
    /// Adds or redefines words, all or none. They are in the store when this ends; the analysis of their sounds-likes
    /// goes on by itself.
    /// </summary>
    /// <param name="owner">Whose model it is.</param>
    /// <param name="id">The model.</param>
    /// <param name="words">The request's words, read when the request is known to be acceptable.</param>
    /// <param name="customerId">Whose data they are; null if nobody says so.</param>
    /// <param name="cancel">Gives up; nothing is added.</param>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, or a word or their number breaks a rule.
    /// </exception>
    public async Task AddAsync(
        Guid owner, Guid id, IAsyncEnumerable<Wire.Word> words, string? customerId, CancellationToken cancel)
    {
        CustomModelScope scope = Scope(owner);
        CustomModel model = await models.GetAsync(scope, id, cancel).ConfigureAwait(false);
        // What can be refused is refused before a large body has travelled.
        await models.CheckAsync(scope, id, CustomModelEvent.AddData, (_, _) => { }, cancel).ConfigureAwait(false);
        IReadOnlyList<StoredWord> complete = await CompleteAsync(
            model, await ReadAsync(words, customerId, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        Guid operation = default;
        await models.ChangeAsync(scope, id, CustomModelEvent.AddData, (transaction, changed) =>
        {
            CheckRoom(transaction.Connection!, id, complete);
            WordTable.AddDefined(transaction, id, complete, unanalysed: true);
            operation = queue.Add(transaction, WordAnalysis.Operation(owner, id));
            return changed with { Error = null };
        }, cancel).ConfigureAwait(false);
        queue.Dispatch(operation);
    }

    /// <summary>Adds or redefines one word, which can then be trained on.</summary>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, or the definition breaks a rule.
    /// </exception>
    public async Task SetAsync(
        Guid owner, Guid id, string word, Wire.Word definition, string? customerId, CancellationToken cancel)
    {
        CustomModelScope scope = Scope(owner);
        CustomModel model = await models.GetAsync(scope, id, cancel).ConfigureAwait(false);
        if (definition.Text is string named && named != word)
        {
            throw Refused($"The word is '{word}', as the URL has it; leave parameter 'word' out of the body");
        }
        StoredWord read = WordRules.Read(word, definition, "", customerId);
        read = read with { Problems = WordRules.Unspeakable(read) };
        foreach (Wire.WordProblem problem in WordRules.Problems(read, IsPreviousGeneration(model)))
        {
            throw Refused($"Invalid value for parameter 'sounds_like': '{problem.SoundsLike}'. {problem.Message}");
        }
        IReadOnlyList<StoredWord> complete = await CompleteAsync(model, [read], cancel).ConfigureAwait(false);
        await models.ChangeAsync(scope, id, CustomModelEvent.ChangeData, (transaction, changed) =>
        {
            CheckRoom(transaction.Connection!, id, complete);
            WordTable.AddDefined(transaction, id, complete);
            return changed with { Error = null };
        }, cancel).ConfigureAwait(false);
    }

    /// <summary>Removes a word, wherever it came from. What the base vocabulary has stays there.</summary>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, or it has no such word.
    /// </exception>
    public Task DeleteAsync(Guid owner, Guid id, string word, CancellationToken cancel)
        => models.ChangeAsync(Scope(owner), id, CustomModelEvent.ChangeData, (transaction, model) =>
            WordTable.Remove(transaction, id, word) ? model with { Error = null } : throw WordRules.Unknown(word),
            cancel);

    /// <summary>Of a word that comes more than once, the last definition counts.</summary>
    private static async Task<IReadOnlyCollection<StoredWord>> ReadAsync(
        IAsyncEnumerable<Wire.Word> words, string? customerId, CancellationToken cancel)
    {
        Dictionary<string, StoredWord> read = new(StringComparer.Ordinal);
        int index = 0;
        await foreach (Wire.Word word in words.WithCancellation(cancel).ConfigureAwait(false))
        {
            StoredWord added = WordRules.Read(word.Text, word, $"words[{index++}].", customerId);
            read[added.Text] = added;
            CheckTotal(read.Count);
        }
        return read.Count > 0
            ? read.Values
            : throw Refused("Parameter 'words' is empty: at least one word is required");
    }

    /// <summary>The base vocabulary is only asked for where it matters: there may be no engine that has it.</summary>
    private async Task<IReadOnlyList<StoredWord>> CompleteAsync(
        CustomModel model, IReadOnlyCollection<StoredWord> words, CancellationToken cancel)
    {
        if (!IsPreviousGeneration(model)) return [.. words.Select(WordDefaults.Complete)];
        if (!words.Any(WordDefaults.IsIncomplete)) return [.. words];
        PronunciationDictionary known = await vocabulary.GetAsync(cancel).ConfigureAwait(false);
        return [.. words.Select(word => WordDefaults.Complete(word, known.Contains))];
    }

    private static void CheckRoom(DbConnection connection, Guid id, IReadOnlyList<StoredWord> words)
    {
        int there = WordTable.Count(connection, id);
        // Which of them are there already only matters when not all might fit.
        if (there + words.Count <= LanguageModelLimits.CustomWords) return;
        CheckTotal(there + WordTable.CountNew(connection, id, words.Select(word => word.Text)));
    }

    private static void CheckTotal(int words)
    {
        if (words <= LanguageModelLimits.CustomWords) return;
        throw Refused($"Total number of words {words} exceeds maximum allowed: {LanguageModelLimits.CustomWords}");
    }

    private static CustomModelScope Scope(Guid owner) => new(owner, CustomModelType.Language);

    private static bool IsPreviousGeneration(CustomModel model)
        => BaseModel.Find(model.BaseModel) is { IsPreviousGeneration: true };

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
