using System.Management.Automation;

namespace EmptyModule;

/// <summary>The least that a binary module can hold: what importing any module costs.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
}
