using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Sessions;

/// <summary>
/// Lets a parameter of type <see cref="SttSession"/> take the name or the number of an open session too.
/// </summary>
internal sealed class SessionByNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            string name => Find(name),
            int id => Find(id.ToString(CultureInfo.InvariantCulture)),
            object?[] several => several.Select(item => Transform(engineIntrinsics, item!)).ToArray(),
            IList list => list.Cast<object>().Select(item => Transform(engineIntrinsics, item)).ToArray(),
            _ => value,
        };
    }

    private static SttSession Find(string nameOrId)
    {
        if (SessionRegistry.Find(nameOrId) is SttSession session) return session;
        string open = SessionRegistry.Describe();
        throw new ArgumentTransformationMetadataException(open.Length > 0
            ? $"No open session is named '{nameOrId}'. Open sessions: {open}."
            : $"No open session is named '{nameOrId}', and none is open. Run Connect-SttService first.");
    }
}
