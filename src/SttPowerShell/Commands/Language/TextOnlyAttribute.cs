using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>
/// Takes text and numbers, and no other object: PowerShell would make text of any, and a table without the right column
/// would become words such as "@{Name=x}".
/// </summary>
internal sealed class TextOnlyAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is null or string or ValueType
            ? inputData
            : throw new ArgumentTransformationMetadataException(
                "A word is text. A table needs a column Word, and may have SoundsLike and DisplayAs.");
}
