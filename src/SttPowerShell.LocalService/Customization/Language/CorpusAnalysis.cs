using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Counts the words of a corpus.</summary>
internal sealed class CorpusAnalysis(
    ServiceStore store, CustomModels models, BaseVocabulary vocabulary, BlobStore blobs)
    : SourceAnalysis(LanguageSourceKind.Corpus, store, models, vocabulary)
{
    protected override async Task<WordCount> CountAsync(
        LanguageSource found, Func<string, bool>? isKnown, CancellationToken cancel)
    {
        using (Stream text = blobs.OpenRead(found.Blob))
        {
            await Utf8Text.CheckAsync(text, cancel).ConfigureAwait(false);
        }
        using TextReader reader = Utf8Text.Read(blobs.OpenRead(found.Blob));
        WordCount count = WordCount.Of(reader, isKnown, LanguageModelLimits.CustomWords + 1, cancel);
        return count.TotalWords > 0
            ? count
            : throw new OperationFailedException("The text has no words.");
    }

    protected override string Failure(string name) => $"Analysis of corpus '{name}' failed. Please try adding the "
        + "corpus again by setting the 'allow_overwrite' flag to 'true'.";
}
