using System.Data.Common;
using System.Text.Json;
using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>
/// The analysis of one corpus or grammar: counts its words, and for previous-generation models takes those that the
/// base model doesn't know into the words resource. Meanwhile the model is locked, so that its other data stay.
/// </summary>
internal abstract class SourceAnalysis(
    LanguageSourceKind source, ServiceStore store, CustomModels models, BaseVocabulary vocabulary) : IOperationHandler
{
    public string Kind { get; } = KindOf(source);

    public OperationGroup Group => OperationGroup.Analysis;

    /// <summary>The operation that analyses a source.</summary>
    public static NewOperation Operation(Guid owner, Guid model, LanguageSource source) => new(
        KindOf(source.Kind), CustomModelData.OperationKey(model),
        JsonSerializer.Serialize(new SourcePayload(owner, model, source.Name), PayloadJson.Default.SourcePayload));

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        SourcePayload payload = Payload(claim);
        (CustomModel model, LanguageSource found) = await store.ReadAsync(
            connection => (Model(connection, payload), Source(connection, payload)), cancel).ConfigureAwait(false);
        Func<string, bool>? isKnown = null;
        if (BaseModel.Find(model.BaseModel) is { IsPreviousGeneration: true })
        {
            PronunciationDictionary dictionary = await vocabulary.GetAsync(cancel).ConfigureAwait(false);
            isKnown = dictionary.Contains;
        }
        WordCount count = await CountAsync(found, isKnown, cancel).ConfigureAwait(false);
        await store.ReadAsync(connection => CheckLimits(connection, payload.Model, count), cancel)
            .ConfigureAwait(false);
        LanguageSource analysed = found with
        {
            Status = AnalysisStatus.Analyzed,
            TotalWords = count.TotalWords,
            OutOfVocabularyWords = count.Unknown.Count,
        };
        return transaction =>
        {
            WordTable.AddExtracted(
                transaction, payload.Model, analysed.Name, analysed.Kind.WireName(), count.Unknown);
            End(transaction, payload, analysed);
        };
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason)
    {
        SourcePayload payload = Payload(claim);
        End(transaction, payload, Source(transaction.Connection!, payload) with
        {
            Status = AnalysisStatus.Undetermined,
            Error = $"{Failure(payload.Name)} {reason}",
        });
    }

    /// <summary>Reads the source and counts its words.</summary>
    /// <param name="found">The source.</param>
    /// <param name="isKnown">Whether the base model knows a word; null: unknown words aren't wanted.</param>
    /// <param name="cancel">Stops it soon.</param>
    /// <exception cref="OperationFailedException">It can't be read; the message says where and why.</exception>
    protected abstract Task<WordCount> CountAsync(
        LanguageSource found, Func<string, bool>? isKnown, CancellationToken cancel);

    /// <summary>The contract's sentence for a failed analysis.</summary>
    protected abstract string Failure(string name);

    private static string KindOf(LanguageSourceKind source) => $"{source.WireName()}-analysis";

    private static SourcePayload Payload(Claim claim)
        => JsonSerializer.Deserialize(claim.Payload, PayloadJson.Default.SourcePayload)!;

    private static CustomModel Model(DbConnection connection, SourcePayload payload)
        => CustomModels.Find(connection, new CustomModelScope(payload.Owner, CustomModelType.Language), payload.Model);

    private LanguageSource Source(DbConnection connection, SourcePayload payload)
        => LanguageSourceTable.Find(connection, payload.Model, source, payload.Name)
            ?? throw new OperationFailedException($"There is no {source.WireName()} '{payload.Name}' any more.");

    /// <summary>Of a text with too many words that are new, as many were counted as show it.</summary>
    private static bool CheckLimits(DbConnection connection, Guid model, WordCount count)
    {
        long words = LanguageSourceTable.TotalWords(connection, model) + count.TotalWords;
        if (words > LanguageModelLimits.TotalWords)
        {
            throw new OperationFailedException($"Total number of words {words} exceeds maximum allowed: "
                + $"{LanguageModelLimits.TotalWords}.");
        }
        int custom = WordTable.Count(connection, model) + WordTable.CountNew(connection, model, count.Unknown.Keys);
        if (custom <= LanguageModelLimits.CustomWords) return true;
        throw new OperationFailedException($"With it the model would have more than {LanguageModelLimits.CustomWords} "
            + "words that the base model doesn't know.");
    }

    private void End(DbTransaction transaction, SourcePayload payload, LanguageSource outcome)
    {
        LanguageSourceTable.Update(transaction, payload.Model, outcome);
        models.Apply(transaction, Model(transaction.Connection!, payload), CustomModelEvent.DataAnalysed);
    }
}
