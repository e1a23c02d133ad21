using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>
/// The two kinds of resources that are added to a language model by name and then analysed. They share their rules and
/// differ in route and type.
/// </summary>
internal abstract class LanguageResourceKind
{
    public static LanguageResourceKind Corpus { get; } = new CorpusKind();

    public static LanguageResourceKind Grammar { get; } = new GrammarKind();

    /// <summary>What sentences call one.</summary>
    public abstract string Noun { get; }

    public abstract Task<IReadOnlyList<LanguageResource>> ListAsync(
        SttSession session, string modelId, CancellationToken cancel);

    public abstract Task<LanguageResource> GetAsync(
        SttSession session, string modelId, string name, CancellationToken cancel);

    public abstract Task DeleteAsync(SttSession session, string modelId, string name, CancellationToken cancel);

    private sealed class CorpusKind : LanguageResourceKind
    {
        public override string Noun => "corpus";

        public override async Task<IReadOnlyList<LanguageResource>> ListAsync(
            SttSession session, string modelId, CancellationToken cancel)
        {
            IReadOnlyList<Corpus> corpora = await session.Client.Corpora.ListAsync(modelId, cancel);
            return [.. corpora.Select(c => From(SttCorpus.From(c, modelId, session)))];
        }

        public override async Task<LanguageResource> GetAsync(
            SttSession session, string modelId, string name, CancellationToken cancel)
            => From(SttCorpus.From(await session.Client.Corpora.GetAsync(modelId, name, cancel), modelId, session));

        public override Task DeleteAsync(SttSession session, string modelId, string name, CancellationToken cancel)
            => session.Client.Corpora.DeleteAsync(modelId, name, cancel);

        private static LanguageResource From(SttCorpus corpus)
            => new(corpus.Name, corpus.Status, corpus.Error, corpus);
    }

    private sealed class GrammarKind : LanguageResourceKind
    {
        public override string Noun => "grammar";

        public override async Task<IReadOnlyList<LanguageResource>> ListAsync(
            SttSession session, string modelId, CancellationToken cancel)
        {
            IReadOnlyList<Grammar> grammars = await session.Client.Grammars.ListAsync(modelId, cancel);
            return [.. grammars.Select(g => From(SttGrammar.From(g, modelId, session)))];
        }

        public override async Task<LanguageResource> GetAsync(
            SttSession session, string modelId, string name, CancellationToken cancel)
            => From(SttGrammar.From(await session.Client.Grammars.GetAsync(modelId, name, cancel), modelId, session));

        public override Task DeleteAsync(SttSession session, string modelId, string name, CancellationToken cancel)
            => session.Client.Grammars.DeleteAsync(modelId, name, cancel);

        private static LanguageResource From(SttGrammar grammar)
            => new(grammar.Name, grammar.Status, grammar.Error, grammar);
    }
}
