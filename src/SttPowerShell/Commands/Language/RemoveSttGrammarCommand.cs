using System.Management.Automation;
using SttPowerShell.Completion;

namespace SttPowerShell.Commands;

/// <summary>Removes grammars from custom language models.</summary>
/// <remarks>
/// <para>Words that only this grammar brought go with it.
/// The model must be trained again for the removal to take effect.</para>
/// </remarks>
/// <example>
/// <summary>Remove one grammar.</summary>
/// <code>Remove-SttGrammar retail old-cards</code>
/// <para>The first name is the model's.</para>
/// </example>
/// <example>
/// <summary>Remove all whose analysis failed.</summary>
/// <code>Get-SttGrammar retail | Where-Object Status -eq Undetermined |
///     Remove-SttGrammar</code>
/// <para>What Get-SttGrammar emits knows its model.</para>
/// </example>
/// <seealso cref="GetSttGrammarCommand"/>
/// <seealso cref="AddSttGrammarCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#deletegrammar">
/// Watson Speech to Text API: delete a grammar</seealso>
[Cmdlet(VerbsCommon.Remove, "SttGrammar", SupportsShouldProcess = true, DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(SttGrammar))]
public sealed class RemoveSttGrammarCommand : RemoveModelResourceCmdlet
{
    /// <summary>Names of grammars. Wildcards are allowed; * means all.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GrammarCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Grammars to remove.</summary>
    [Parameter(ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SttGrammar[] InputObject { get; set; } = [];

    private protected override ModelResourceKind Kind => ModelResourceKind.Grammar;

    private protected override IReadOnlyList<string> Names => Name;

    private protected override IEnumerable<(object Target, ModelResourceKey Key)> Input => InputObject.Select(
        i => ((object)i, new ModelResourceKey(i.ModelId, i.Name, i.Session)));
}
