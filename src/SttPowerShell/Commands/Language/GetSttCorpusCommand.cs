using System.Management.Automation;
using SttPowerShell.Completion;

namespace SttPowerShell.Commands;

/// <summary>Gets corpora of custom language models.</summary>
/// <remarks>
/// <para>Without -Name it lists all corpora of the models. One that is piped in is asked for again, so that it shows
/// its present state. The objects are snapshots: they don't change when the corpus does.</para>
/// </remarks>
/// <example>
/// <summary>List the corpora of a model.</summary>
/// <code>Get-SttCorpus retail</code>
/// <para>Shows name, status and counts; Error says why an analysis failed.</para>
/// </example>
/// <example>
/// <summary>Find what can't be trained with, in all models.</summary>
/// <code>Get-SttCorpus * | Where-Object Status -eq Undetermined |
///     Format-List Name, ModelId, Error</code>
/// <para>Models and corpora may be named with wildcards.</para>
/// </example>
/// <seealso cref="AddSttCorpusCommand"/>
/// <seealso cref="RemoveSttCorpusCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#listcorpora">
/// Watson Speech to Text API: list corpora</seealso>
[Cmdlet(VerbsCommon.Get, "SttCorpus", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(SttCorpus))]
public sealed class GetSttCorpusCommand : GetModelResourceCmdlet
{
    /// <summary>Names of corpora. Wildcards are allowed. Without it all are listed.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CorpusCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Corpora to ask for again.</summary>
    [Parameter(ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SttCorpus[] InputObject { get; set; } = [];

    private protected override ModelResourceKind Kind => ModelResourceKind.Corpus;

    private protected override IReadOnlyList<string> Names => Name;

    private protected override IEnumerable<(object Target, ModelResourceKey Key)> Input => InputObject.Select(
        i => ((object)i, new ModelResourceKey(i.ModelId, i.Name, i.Session)));
}
