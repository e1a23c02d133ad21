using System.Management.Automation;
using SttPowerShell.Completion;

namespace SttPowerShell.Commands;

/// <summary>Gets grammars of custom language models.</summary>
/// <remarks>
/// <para>Without -Name it lists all grammars of the models. One that is piped in is asked for again, so that it shows
/// its present state. The objects are snapshots: they don't change when the grammar does.</para>
/// </remarks>
/// <example>
/// <summary>List the grammars of a model.</summary>
/// <code>Get-SttGrammar retail</code>
/// <para>Shows name, status and counts; Error says why an analysis failed.</para>
/// </example>
/// <example>
/// <summary>Find what can't be trained with, in all models.</summary>
/// <code>Get-SttGrammar * | Where-Object Status -eq Undetermined |
///     Format-List Name, ModelId, Error</code>
/// <para>Models and grammars may be named with wildcards.</para>
/// </example>
/// <seealso cref="AddSttGrammarCommand"/>
/// <seealso cref="RemoveSttGrammarCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#listgrammars">
/// Watson Speech to Text API: list grammars</seealso>
[Cmdlet(VerbsCommon.Get, "SttGrammar", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(SttGrammar))]
public sealed class GetSttGrammarCommand : GetModelResourceCmdlet
{
    /// <summary>Names of grammars. Wildcards are allowed. Without it all are listed.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GrammarCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Grammars to ask for again.</summary>
    [Parameter(ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SttGrammar[] InputObject { get; set; } = [];

    private protected override ModelResourceKind Kind => ModelResourceKind.Grammar;

    private protected override IReadOnlyList<string> Names => Name;

    private protected override IEnumerable<(object Target, ModelResourceKey Key)> Input => InputObject.Select(
        i => ((object)i, new ModelResourceKey(i.ModelId, i.Name, i.Session)));
}
