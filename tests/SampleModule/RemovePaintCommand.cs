using System.Management.Automation;

namespace SampleModule;

/// <summary>Takes a tin of paint away.</summary>
/// <remarks>It can't be brought back.</remarks>
/// <example>
/// <summary>Take one tin away.</summary>
/// <code>Remove-Paint red</code>
/// </example>
/// <example>
/// <summary>See what would go.</summary>
/// <code>Get-Paint blue* | Remove-Paint -WhatIf</code>
/// </example>
/// <seealso cref="GetPaintCommand"/>
[Cmdlet(VerbsCommon.Remove, "Paint", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemovePaintCommand : PaintCmdlet
{
    /// <summary>Names of paint.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[] Name { get; set; } = [];

    /// <summary>Doesn't wait until the shelf is dry.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name) ShouldProcess(name);
    }
}
