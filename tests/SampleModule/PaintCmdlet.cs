using System.Management.Automation;

namespace SampleModule;

/// <summary>What all cmdlets about paint have.</summary>
public abstract class PaintCmdlet : PSCmdlet
{
    /// <summary>The shelf to look on. See <see cref="GetPaintCommand"/> for <c>-Name</c>.</summary>
    [Parameter]
    public string? Shelf { get; set; }
}
