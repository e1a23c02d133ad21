using System.Management.Automation.Runspaces;
using System.Reflection;

namespace SttShell;

/// <summary>
/// Makes <c>exit 3</c> of the script that is run next reach the host. The engine otherwise ends the script and leaves 3
/// in $LASTEXITCODE, where it looks like the exit code of any program or script that this one called. The switch is the
/// one that pwsh uses for -File; it isn't public, so it is reached by reflection, in the exact version of the engine
/// that this program ships with.
/// </summary>
internal static class ScriptExit
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    public static void PassOn(Runspace runspace)
    {
        object? context = typeof(Runspace).GetProperty("ExecutionContext", Internal)?.GetValue(runspace);
        PropertyInfo? rethrow = context?.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Internal);
        if (rethrow is null)
        {
            throw new NotSupportedException(
                "This version of System.Management.Automation doesn't let exit codes through.");
        }
        rethrow.SetValue(context, true);
    }
}
