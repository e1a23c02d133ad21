using System.Data.Common;
using System.Text.Json;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>
/// The analysis of words that were added together: looks at their sounds-likes, and says of each that can't be used
/// why. Until it ends the model is locked, so the words stay as they are. Words that were analysed before are left
/// alone, or adding many in parts would take longer with each part.
/// </summary>
internal sealed class WordAnalysis(ServiceStore store, CustomModels models) : IOperationHandler
{
    private const string KindName = "word-analysis";

    public string Kind => KindName;

    public OperationGroup Group => OperationGroup.Analysis;

    /// <summary>The operation that analyses a model's words.</summary>
    public static NewOperation Operation(Guid owner, Guid model) => new(
        KindName, CustomModelData.OperationKey(model),
        JsonSerializer.Serialize(new WordsPayload(owner, model), PayloadJson.Default.WordsPayload));

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        WordsPayload payload = Payload(claim);
        IReadOnlyList<StoredWord> changed = await store.ReadAsync(
            connection => Analyse(connection, payload, cancel), cancel).ConfigureAwait(false);
        return transaction =>
        {
            WordTable.EndAnalysis(transaction, payload.Model, changed);
            End(transaction, payload, null);
        };
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason)
        => End(transaction, Payload(claim), $"Analysis of the words failed. Please try adding them again. {reason}");

    /// <summary>The words whose problems aren't those that are stored.</summary>
    private static List<StoredWord> Analyse(DbConnection connection, WordsPayload payload, CancellationToken cancel)
    {
        BaseModel? baseModel = BaseModel.Find(Model(connection, payload).BaseModel);
        bool previousGeneration = baseModel is { IsPreviousGeneration: true };
        List<StoredWord> changed = [];
        foreach (StoredWord word in WordTable.ListUnanalysed(connection, payload.Model))
        {
            cancel.ThrowIfCancellationRequested();
            StoredWord analysed = word with
            {
                Problems = [.. WordRules.Problems(word, previousGeneration), .. WordRules.Unspeakable(word)],
            };
            if (!analysed.Problems.SequenceEqual(word.Problems)) changed.Add(analysed);
        }
        return changed;
    }

    private void End(DbTransaction transaction, WordsPayload payload, string? error)
        => models.Apply(transaction, Model(transaction.Connection!, payload) with { Error = error },
            CustomModelEvent.DataAnalysed);

    private static WordsPayload Payload(Claim claim)
        => JsonSerializer.Deserialize(claim.Payload, PayloadJson.Default.WordsPayload)!;

    private static CustomModel Model(DbConnection connection, WordsPayload payload)
        => CustomModels.Find(connection, new CustomModelScope(payload.Owner, CustomModelType.Language), payload.Model);
}
