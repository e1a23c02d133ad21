using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Srgs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>Checks a grammar, and counts its words.</summary>
internal sealed class GrammarAnalysis(
    ServiceStore store, CustomModels models, BaseVocabulary vocabulary, BlobStore blobs)
    : SourceAnalysis(LanguageSourceKind.Grammar, store, models, vocabulary)
{
    /// <summary>Reads a grammar; it is small.</summary>
    /// <exception cref="SrgsException">It can't be used.</exception>
    public static SrgsGrammar Read(Stream blob, LanguageSource grammar)
    {
        byte[] document = new byte[blob.Length];
        blob.ReadExactly(document);
        return SrgsGrammar.Read(document, grammar.Form ?? SrgsForm.Abnf);
    }

    protected override Task<WordCount> CountAsync(
        LanguageSource found, Func<string, bool>? isKnown, CancellationToken cancel)
    {
        try
        {
            using Stream blob = blobs.OpenRead(found.Blob);
            IEnumerable<string> words = Read(blob, found).Words;
            IEnumerable<string> unknown = isKnown is null ? [] : words.Where(word => !isKnown(word));
            return Task.FromResult(new WordCount(0, unknown.ToDictionary(word => word, _ => 1)));
        }
        catch (SrgsException wrong)
        {
            throw new OperationFailedException(wrong.Message, wrong);
        }
    }

    protected override string Failure(string name) => $"Analysis of grammar '{name}' failed. Please try fixing the "
        + "error or adding the grammar again by setting the 'allow_overwrite' flag to 'true'.";
}
