using SttPowerShell.LocalService.Customization.Language.Ngrams;
using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Customization.Language.Training;

/// <summary>Trains custom language models.</summary>
internal sealed class LanguageTrainer(BaseVocabulary vocabulary, PronouncerSupply pronouncers)
{
    private const int Order = 3;
    private const int Bits = 21;

    /// <summary>
    /// The probability that each custom word has at any place, however seldom the corpora have it ...
    /// </summary>
    private const double WordShare = 1e-4;

    /// <summary>... as long as all together have no more than this.</summary>
    private const double MostShared = 0.2;

    /// <summary>Writes a trained model into a folder, which <see cref="TrainedLanguageModel.Load"/> reads.</summary>
    /// <param name="data">What to learn from.</param>
    /// <param name="folder">Is made if it isn't there. After a failure what is in it is of no use.</param>
    /// <param name="cancel">Stops it soon.</param>
    /// <exception cref="Engine.EngineUnavailableException">There is no engine, and so no dictionary.</exception>
    /// <exception cref="OperationFailedException">The data can't be used: the message says what.</exception>
    public async Task TrainAsync(LanguageTrainingData data, string folder, CancellationToken cancel)
    {
        PronunciationDictionary dictionary = await vocabulary.GetAsync(cancel).ConfigureAwait(false);
        WordPronouncer pronouncer = await pronouncers.GetAsync(cancel).ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        // On a thread of its own: what is computed for minutes would keep the thread pool from serving connections.
        await Task.Factory.StartNew(
            () => TrainAsync(data, new TrainingVocabulary(dictionary, pronouncer), folder, cancel),
            cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap().ConfigureAwait(false);
    }

    private static async Task TrainAsync(
        LanguageTrainingData data, TrainingVocabulary vocabulary, string folder, CancellationToken cancel)
    {
        foreach (TrainingWord word in data.Words.Where(word => !word.MappingOnly))
        {
            cancel.ThrowIfCancellationRequested();
            vocabulary.Add(word);
        }
        await WriteLanguageModelAsync(data, vocabulary, folder, cancel).ConfigureAwait(false);
        Dictionary<string, string> grammars = new(StringComparer.Ordinal);
        foreach (TrainingGrammar grammar in data.Grammars)
        {
            cancel.ThrowIfCancellationRequested();
            grammars[grammar.Name] = grammar.Compile(word => vocabulary.TokenOfAny(word)
                ?? throw new OperationFailedException(
                    $"Grammar '{grammar.Name}': nobody knows how to pronounce '{word}'. Remove it from the grammar, "
                    + "or add it as a word with sounds_like."));
        }
        await vocabulary.WriteDictionaryAsync(TrainedLanguageModel.DictionaryIn(folder), cancel).ConfigureAwait(false);
        TranscriptWords words = new(vocabulary.Display, TranscriptWords.MappingsOf(data.Words));
        await TrainedLanguageModel.WriteAsync(folder, words, grammars, cancel).ConfigureAwait(false);
    }

    private static async Task WriteLanguageModelAsync(
        LanguageTrainingData data, TrainingVocabulary vocabulary, string folder, CancellationToken cancel)
    {
        CorpusSymbols symbols = new();
        foreach (Func<TextReader> open in data.Corpora)
        {
            using TextReader corpus = open();
            symbols.Add(corpus, vocabulary, cancel);
        }
        int[] custom = [.. vocabulary.CustomTokens.Select(symbols.NumberOf)];
        if (symbols.Sequence.Length == 0)
        {
            if (custom.Length == 0) return;
            // Words alone: nothing is known of sentences but that they begin and end.
            symbols.Sequence.Add(CorpusSymbols.Start);
            symbols.Sequence.Add(CorpusSymbols.End);
        }
        float[] reserved = new float[symbols.Names.Count];
        foreach (int number in custom) reserved[number] = (float)Math.Min(WordShare, MostShared / custom.Length);
        NgramModel model = WittenBell.Estimate(
            symbols.Sequence, CorpusSymbols.Start, reserved, Order, Bits, cancel);
        await ArpaFile.WriteAsync(TrainedLanguageModel.LanguageModelIn(folder), model, symbols.Names, cancel)
            .ConfigureAwait(false);
    }
}
