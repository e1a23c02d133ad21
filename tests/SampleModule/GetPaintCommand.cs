using System.Management.Automation;

namespace SampleModule;

/// <summary>Lists tins of paint.</summary>
/// <remarks>
/// <para>Looks on the shelf that <see cref="PaintCmdlet.Shelf"/> names; <see cref="RemovePaintCommand"/> takes tins
/// away. Without <see cref="Name"/> the value is <see langword="null"/>.</para>
/// <list type="bullet">
/// <item>matt paint</item>
/// <item><term>gloss</term><description>shiny paint</description></item>
/// </list>
/// </remarks>
/// <example>
/// <summary>List all paint.</summary>
/// <code>Get-Paint</code>
/// <para>Shows every tin &amp; pot.</para>
/// </example>
/// <example>
/// <summary>Find glossy reds.</summary>
/// <code>
/// foreach ($shelf in 'left', 'right') {
///     Get-Paint red* -Finish Gloss -Shelf $shelf
/// }
/// </code>
/// <para>Looks on two shelves.</para>
/// </example>
/// <seealso cref="RemovePaintCommand"/>
/// <seealso href="https://example.org/paint">All about paint</seealso>
[Cmdlet(VerbsCommon.Get, "Paint", DefaultParameterSetName = "Named")]
[OutputType(typeof(Paint))]
public sealed class GetPaintCommand : PaintCmdlet
{
    /// <summary>Names of paint.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Named")]
    [Alias("Colour")]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The number on the tin.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Numbered")]
    public int Number { get; set; }

    /// <summary>How the paint dries.</summary>
    [Parameter]
    public Finish? Finish { get; set; }

    /// <summary>The least amount, in litres.</summary>
    [Parameter]
    public double Litres { get; set; } = 0.5;

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(new Paint(string.Join(' ', Name), Finish ?? SampleModule.Finish.Matt));
}
