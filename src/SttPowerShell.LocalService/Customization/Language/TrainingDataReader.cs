using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Srgs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Gathers what a model is trained on: its valid corpora, grammars and words.</summary>
internal sealed class TrainingDataReader(ServiceStore store, BlobStore blobs, BaseVocabulary vocabulary)
{
    /// <summary>Reads it. The model is locked meanwhile, so that nothing of it changes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="userWordsOnly">Whether words that were only found in corpora and grammars are left out.</param>
    /// <param name="cancel">Stops it soon.</param>
    public async Task<LanguageTrainingData> ReadAsync(
        CustomModel model, bool userWordsOnly, CancellationToken cancel)
    {
        bool hasExtracted = BaseModel.Find(model.BaseModel) is { IsPreviousGeneration: true };
        WordFilter filter = userWordsOnly && hasExtracted ? WordFilter.User : WordFilter.All;
        (IReadOnlyList<LanguageSource> corpora, IReadOnlyList<LanguageSource> grammars, List<TrainingWord> words) =
            await store.ReadAsync(
                connection => (
                    Valid(LanguageSourceTable.List(connection, model.Id, LanguageSourceKind.Corpus)),
                    Valid(LanguageSourceTable.List(connection, model.Id, LanguageSourceKind.Grammar)),
                    WordTable.List(connection, model.Id, filter)
                        .Where(word => word.Problems.Count == 0)
                        .Select(word => new TrainingWord(word.Text, word.SoundsLike, word.DisplayAs, word.MappingOnly))
                        .ToList()),
                cancel).ConfigureAwait(false);
        if (!hasExtracted)
        {
            PronunciationDictionary dictionary = await vocabulary.GetAsync(cancel).ConfigureAwait(false);
            AddUnknown(words, corpora, dictionary.Contains, cancel);
        }
        return new LanguageTrainingData
        {
            Corpora = [.. corpora.Select(corpus => (Func<TextReader>)(() => Open(corpus)))],
            Words = words,
            Grammars = [.. grammars.Select(
                grammar => new TrainingGrammar(grammar.Name, token => Compile(grammar, token)))],
        };
    }

    private static IReadOnlyList<LanguageSource> Valid(IReadOnlyList<LanguageSource> sources)
        => [.. sources.Where(source => source.Status == AnalysisStatus.Analyzed)];

    /// <summary>
    /// Next-generation models recognise unknown words of their corpora without a words resource that lists them: the
    /// recogniser here needs each with a pronunciation all the same.
    /// </summary>
    private void AddUnknown(
        List<TrainingWord> words, IReadOnlyList<LanguageSource> corpora, Func<string, bool> isKnown,
        CancellationToken cancel)
    {
        HashSet<string> added = [.. words.Select(word => word.Text)];
        foreach (LanguageSource corpus in corpora)
        {
            using TextReader text = Open(corpus);
            WordCount count = WordCount.Of(text, isKnown, LanguageModelLimits.CustomWords, cancel);
            foreach (string word in count.Unknown.Keys)
            {
                if (added.Count < LanguageModelLimits.CustomWords && added.Add(word))
                {
                    words.Add(new TrainingWord(word, [], "", MappingOnly: false));
                }
            }
        }
    }

    private string Compile(LanguageSource grammar, Func<string, string> token)
    {
        using Stream blob = blobs.OpenRead(grammar.Blob);
        return JsgfWriter.Write(GrammarAnalysis.Read(blob, grammar), token);
    }

    private TextReader Open(LanguageSource corpus) => Utf8Text.Read(blobs.OpenRead(corpus.Blob));
}
