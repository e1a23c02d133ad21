using System.Management.Automation;
using SttPowerShell.Completion;

namespace SttPowerShell.Commands;

/// <summary>Removes corpora from custom language models.</summary>
/// <remarks>
/// <para>Words that only this corpus brought go with it; those that a user changed or that occur elsewhere stay.
/// The model must be trained again for the removal to take effect.</para>
/// </remarks>
/// <example>
/// <summary>Remove one corpus.</summary>
/// <code>Remove-SttCorpus retail old-notes</code>
/// <para>The first name is the model's.</para>
/// </example>
/// <example>
/// <summary>Remove all whose analysis failed.</summary>
/// <code>Get-SttCorpus retail | Where-Object Status -eq Undetermined |
///     Remove-SttCorpus</code>
/// <para>What Get-SttCorpus emits knows its model.</para>
/// </example>
/// <seealso cref="GetSttCorpusCommand"/>
/// <seealso cref="AddSttCorpusCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#deletecorpus">
/// Watson Speech to Text API: delete a corpus</seealso>
[Cmdlet(VerbsCommon.Remove, "SttCorpus", SupportsShouldProcess = true, DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(SttCorpus))]
public sealed class RemoveSttCorpusCommand : RemoveModelResourceCmdlet
{
    /// <summary>Names of corpora. Wildcards are allowed; * means all.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CorpusCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Corpora to remove.</summary>
    [Parameter(ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SttCorpus[] InputObject { get; set; } = [];

    private protected override ModelResourceKind Kind => ModelResourceKind.Corpus;

    private protected override IReadOnlyList<string> Names => Name;

    private protected override IEnumerable<(object Target, ModelResourceKey Key)> Input => InputObject.Select(
        i => ((object)i, new ModelResourceKey(i.ModelId, i.Name, i.Session)));
}
