using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>
/// The kinds of resources that are added to a model by name and then analysed. They share their cmdlets' rules and
/// differ in route and type.
/// </summary>
internal abstract class ModelResourceKind
{
    public static ModelResourceKind Corpus { get; } = new CorpusKind();

    public static ModelResourceKind Grammar { get; } = new GrammarKind();

    public static ModelResourceKind Audio { get; } = new AudioKind();

    /// <summary>What sentences call one.</summary>
    public abstract string Noun { get; }

    /// <summary>The type of the models that have such resources.</summary>
    public abstract SttModelType ModelType { get; }

    /// <summary>Names that the service uses itself.</summary>
    public abstract IReadOnlyCollection<string> ReservedNames { get; }

    public abstract Task<IReadOnlyList<ModelResource>> ListAsync(
        SttSession session, string modelId, CancellationToken cancel);

    public abstract Task<ModelResource> GetAsync(
        SttSession session, string modelId, string name, CancellationToken cancel);

    public abstract Task DeleteAsync(SttSession session, string modelId, string name, CancellationToken cancel);

    /// <summary>The error of one whose analysis has failed.</summary>
    public abstract ErrorRecord Invalid(ModelResource resource, SttCustomModel model, object target);

    /// <summary>Contract section 8.1.</summary>
    private static readonly string[] NamesOfLanguageModels = ["user", "base_lm", "default_lm"];

    private sealed class CorpusKind : ModelResourceKind
    {
        public override string Noun => "corpus";

        public override SttModelType ModelType => SttModelType.Language;

        public override IReadOnlyCollection<string> ReservedNames => NamesOfLanguageModels;

        public override async Task<IReadOnlyList<ModelResource>> ListAsync(
            SttSession session, string modelId, CancellationToken cancel)
        {
            IReadOnlyList<Corpus> corpora = await session.Client.Corpora.ListAsync(modelId, cancel);
            return [.. corpora.Select(c => From(SttCorpus.From(c, modelId, session)))];
        }

        public override async Task<ModelResource> GetAsync(
            SttSession session, string modelId, string name, CancellationToken cancel)
            => From(SttCorpus.From(await session.Client.Corpora.GetAsync(modelId, name, cancel), modelId, session));

        public override Task DeleteAsync(SttSession session, string modelId, string name, CancellationToken cancel)
            => session.Client.Corpora.DeleteAsync(modelId, name, cancel);

        public override ErrorRecord Invalid(ModelResource resource, SttCustomModel model, object target)
            => LanguageErrors.AnalysisFailed(Noun, resource.Name, model, target, ((SttCorpus)resource.Value).Error);

        private static ModelResource From(SttCorpus corpus) => new(
            corpus.Name, corpus.Status == SttResourceStatus.BeingProcessed,
            corpus.Status == SttResourceStatus.Undetermined, corpus);
    }

    private sealed class GrammarKind : ModelResourceKind
    {
        public override string Noun => "grammar";

        public override SttModelType ModelType => SttModelType.Language;

        public override IReadOnlyCollection<string> ReservedNames => NamesOfLanguageModels;

        public override async Task<IReadOnlyList<ModelResource>> ListAsync(
            SttSession session, string modelId, CancellationToken cancel)
        {
            IReadOnlyList<Grammar> grammars = await session.Client.Grammars.ListAsync(modelId, cancel);
            return [.. grammars.Select(g => From(SttGrammar.From(g, modelId, session)))];
        }

        public override async Task<ModelResource> GetAsync(
            SttSession session, string modelId, string name, CancellationToken cancel)
            => From(SttGrammar.From(await session.Client.Grammars.GetAsync(modelId, name, cancel), modelId, session));

        public override Task DeleteAsync(SttSession session, string modelId, string name, CancellationToken cancel)
            => session.Client.Grammars.DeleteAsync(modelId, name, cancel);

        public override ErrorRecord Invalid(ModelResource resource, SttCustomModel model, object target)
            => LanguageErrors.AnalysisFailed(Noun, resource.Name, model, target, ((SttGrammar)resource.Value).Error);

        private static ModelResource From(SttGrammar grammar) => new(
            grammar.Name, grammar.Status == SttResourceStatus.BeingProcessed,
            grammar.Status == SttResourceStatus.Undetermined, grammar);
    }
}
